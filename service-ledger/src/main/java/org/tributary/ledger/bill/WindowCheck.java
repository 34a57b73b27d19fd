// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.tributary.bandwidth.merkle.HashTree;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.bandwidth.proof.WatermarkDelta;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.primitives.Hash;

/// Recomputes one window from its receipts, row by row: rows, ratings and every root but that of the
/// rejections, which name what is not billed.
final class WindowCheck {
    private final ProofOfBandwidth proof;
    private final TicketBook book;
    private final RatingCheck ratings;
    private final Workers workers;
    private final TreeMap<Hash, WatermarkDelta> deltas = new TreeMap<>();
    private int index;
    private RowCheck row;

    private WindowCheck(ProofOfBandwidth proof, TicketBook book, RatingCheck ratings, Workers workers) {
        this.proof = proof;
        this.book = book;
        this.ratings = ratings;
        this.workers = workers;
        this.row = new RowCheck(proof.rows().getFirst(), book, workers);
    }

    /// Takes a window whose rows are in order, at least one.
    static WindowCheck of(ProofOfBandwidth proof, TicketBook book, RatingCheck ratings, Workers workers) {
        return new WindowCheck(proof, book, ratings, workers);
    }

    /// Why the window contradicts itself, before any receipt is seen.
    static Optional<String> shape(ProofOfBandwidth proof) {
        var rows = proof.rows();
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i - 1).key().compareTo(rows.get(i).key()) >= 0) {
                return Optional.of("row " + i + ": the rows are not in the order of their keys");
            }
        }
        return ProofOfBandwidth.windowRoot(rows).equals(proof.windowRoot())
                ? Optional.empty()
                : Optional.of("the rows do not make the window's root");
    }

    /// The row that the next receipts are for.
    int row() {
        return index;
    }

    boolean isComplete() {
        return index == proof.rows().size();
    }

    Optional<String> take(List<SignedReceipt> receipts) {
        var refusal = row.take(receipts);
        if (refusal.isPresent() || !row.isComplete()) {
            return refusal;
        }
        refusal = row.refusal();
        if (refusal.isPresent()) {
            return refusal;
        }
        row.leaves().forEach(this::count);
        index++;
        if (!isComplete()) {
            row = new RowCheck(proof.rows().get(index), book, workers);
            return Optional.empty();
        }
        return deltaRefusal().or(() -> ratings.refusal(proof));
    }

    private void count(UsageLeaf leaf) {
        ratings.count(book.ticket(leaf.ticket()).orElseThrow(), leaf);
        deltas.merge(
                leaf.ticket(),
                new WatermarkDelta(leaf.ticket(), leaf.oldTotal(), leaf.newTotal()),
                (before, now) -> new WatermarkDelta(leaf.ticket(), before.oldTotal(), now.newTotal()));
    }

    private Optional<String> deltaRefusal() {
        var hashes = new ArrayList<>(
                deltas.values().stream().map(WatermarkDelta::hash).toList());
        return HashTree.root(hashes).equals(proof.deltaRoot())
                ? Optional.empty()
                : Optional.of("the tickets' totals do not make the window's delta root");
    }
}
