// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.List;
import java.util.Optional;
import org.tributary.bandwidth.merkle.HashTree;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.proof.RowLeaves;
import org.tributary.bandwidth.proof.WatermarkDelta;
import org.tributary.bandwidth.receipt.SignedReceipt;

/// Recomputes one window from its receipts, row by row: rows, ratings and every root but that of the
/// rejections, which name what is not billed.
final class WindowCheck {
    private final ProofOfBandwidth proof;
    private final WindowTickets tickets;
    private final RatingCheck ratings;
    private final Workers workers;
    private int index;
    private RowCheck row;

    private WindowCheck(ProofOfBandwidth proof, TicketBook book, RatingCheck ratings, Workers workers) {
        this.proof = proof;
        this.tickets = new WindowTickets(book);
        this.ratings = ratings;
        this.workers = workers;
        this.row = new RowCheck(proof.rows().getFirst(), tickets, workers);
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
        index++;
        if (!isComplete()) {
            row = new RowCheck(proof.rows().get(index), tickets, workers);
            return Optional.empty();
        }
        var merged = tickets.merge();
        tickets.all().forEach(ratings::count);
        return rowRefusal(merged).or(this::deltaRefusal).or(() -> ratings.refusal(proof));
    }

    private Optional<String> rowRefusal(List<RowLeaves> merged) {
        for (int i = 0; i < proof.rows().size(); i++) {
            if (!merged.get(i).row().equals(proof.rows().get(i))) {
                return Optional.of(
                        "row " + i + ": the receipts do not add up to the row's buckets, root, units and count");
            }
        }
        return Optional.empty();
    }

    private Optional<String> deltaRefusal() {
        var hashes = tickets.all().stream()
                .map(ticket -> new WatermarkDelta(
                        ticket.hash(),
                        ticket.before().watermark(),
                        ticket.after().watermark()))
                .filter(delta -> delta.newTotal() > delta.oldTotal())
                .map(WatermarkDelta::hash)
                .toList();
        return HashTree.root(hashes).equals(proof.deltaRoot())
                ? Optional.empty()
                : Optional.of("the tickets' totals do not make the window's delta root");
    }
}
