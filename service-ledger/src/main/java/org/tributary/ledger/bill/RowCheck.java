// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.bandwidth.proof.RowLeaves;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.bandwidth.proof.UsageRow;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.primitives.Bucket;

/// Recomputes one row from its receipts: each makes a leaf, all leaves make the row's sum.
final class RowCheck {
    private final UsageRow row;
    private final TicketBook book;
    private final Workers workers;
    private final List<UsageLeaf> leaves = new ArrayList<>();

    RowCheck(UsageRow row, TicketBook book, Workers workers) {
        this.row = row;
        this.book = book;
        this.workers = workers;
    }

    List<UsageLeaf> leaves() {
        return leaves;
    }

    boolean isComplete() {
        return leaves.size() == row.receipts();
    }

    Optional<String> take(List<SignedReceipt> receipts) {
        if (receipts.size() > row.receipts() - leaves.size()) {
            return Optional.of("the row has more receipts than it counts");
        }
        for (var receipt : receipts) {
            var refusal = count(receipt);
            if (refusal.isPresent()) {
                return refusal.map(reason -> "receipt " + leaves.size() + ": " + reason);
            }
        }
        int first = leaves.size() - receipts.size();
        var forged = workers.firstFailure(receipts.size(), i -> isSigned(receipts.get(i)));
        return forged.isPresent()
                ? Optional.of(
                        "receipt " + (first + forged.getAsInt()) + ": the signature is not that of the ticket's client")
                : Optional.empty();
    }

    private boolean isSigned(SignedReceipt receipt) {
        return book.ticket(receipt.receipt().ticket())
                .filter(ticket -> receipt.isSignedBy(ticket.ticket.client(), book.domain()))
                .isPresent();
    }

    private Optional<String> count(SignedReceipt signed) {
        var receipt = signed.receipt();
        var found = book.ticket(receipt.ticket());
        if (found.isEmpty()) {
            return Optional.of("the bill has no ticket " + receipt.ticket());
        }
        var billed = found.get();
        var refusal = refusal(billed, receipt.bucket(), receipt.total(billed.ticket.kind()));
        if (refusal.isPresent()) {
            return refusal;
        }
        long total = receipt.total(billed.ticket.kind());
        var leaf = UsageLeaf.whole(receipt.ticket(), receipt.bucket(), billed.billed(), total, receipt.hash());
        if (!leaves.isEmpty() && leaves.getLast().compareTo(leaf) >= 0) {
            return Optional.of("the receipts of a row are not in the order of tickets and totals");
        }
        leaves.add(leaf);
        billed.bill(total);
        return Optional.empty();
    }

    private Optional<String> refusal(BilledTicket billed, Bucket bucket, long total) {
        if (!billed.key.equals(row.key())) {
            return Optional.of("the ticket belongs to another row");
        }
        if (bucket.isBefore(billed.ticket.start()) || bucket.isAfter(billed.ticket.end())) {
            return Optional.of("the bucket lies outside the ticket's");
        }
        if (total <= billed.billed()) {
            return Optional.of("its units are billed already");
        }
        return total > billed.ticket.maxUnits() ? Optional.of("the total is above the ticket's cap") : Optional.empty();
    }

    /// Why the leaves do not make the row; asked once it is complete.
    Optional<String> refusal() {
        var buckets = leaves.stream().map(UsageLeaf::bucket).sorted().toList();
        if (!buckets.getFirst().equals(row.first()) || !buckets.getLast().equals(row.last())) {
            return Optional.of("the row's first and last bucket are not those of its receipts");
        }
        return RowLeaves.tree(leaves).root().equals(row.sum())
                ? Optional.empty()
                : Optional.of("the receipts do not add up to the row's root, units and count");
    }
}
