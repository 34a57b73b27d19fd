// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tributary.bandwidth.merge.WindowTicket;
import org.tributary.bandwidth.proof.UsageRow;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.primitives.Hash;

/// Takes the receipts of one row, in the order of its leaves, to their tickets.
final class RowCheck {
    private final UsageRow row;
    private final WindowTickets tickets;
    private final Workers workers;
    private long taken;
    private @Nullable UsageReceipt last;
    private @Nullable Hash lastHash;

    RowCheck(UsageRow row, WindowTickets tickets, Workers workers) {
        this.row = row;
        this.tickets = tickets;
        this.workers = workers;
    }

    boolean isComplete() {
        return taken == row.receipts();
    }

    Optional<String> take(List<SignedReceipt> receipts) {
        if (receipts.size() > row.receipts() - taken) {
            return Optional.of("the row has more receipts than it counts");
        }
        long first = taken;
        for (var receipt : receipts) {
            var refusal = take(receipt.receipt());
            if (refusal.isPresent()) {
                return refusal.map(reason -> "receipt " + taken + ": " + reason);
            }
            taken++;
        }
        var forged = workers.firstFailure(receipts.size(), i -> tickets.isSigned(receipts.get(i)));
        return forged.isPresent()
                ? Optional.of(
                        "receipt " + (first + forged.getAsInt()) + ": the signature is not that of the ticket's client")
                : Optional.empty();
    }

    private Optional<String> take(UsageReceipt receipt) {
        var found = tickets.ticket(receipt.ticket());
        if (found.isEmpty()) {
            return Optional.of("the bill has no ticket " + receipt.ticket());
        }
        var ticket = found.get();
        var hash = receipt.hash();
        // A late closing receipt makes two leaves.
        if (hash.equals(lastHash) && ticket.opened().profile().mode().isRanked()) {
            return Optional.empty();
        }
        var refusal = refusal(ticket, receipt);
        last = receipt;
        lastHash = hash;
        long total = ticket.opened().meter().total(receipt);
        return refusal.or(() -> ticket.known(receipt.bucket().number(), total, receipt.closing())
                .or(() -> ticket.add(receipt.bucket().number(), total, hash))
                .map(reason -> reason.name() + ". " + reason.sentence()));
    }

    private Optional<String> refusal(WindowTicket window, UsageReceipt receipt) {
        var opened = window.opened();
        var ticket = opened.ticket();
        if (!opened.billingKey().equals(row.key())) {
            return Optional.of("the ticket belongs to another row");
        }
        if (receipt.bucket().isBefore(ticket.start()) || receipt.bucket().isAfter(ticket.end())) {
            return Optional.of("the bucket lies outside the ticket's");
        }
        return last == null || isAfter(last, receipt, window)
                ? Optional.empty()
                : Optional.of("the receipts of a row are not in the order of tickets, buckets and totals");
    }

    private static boolean isAfter(UsageReceipt before, UsageReceipt receipt, WindowTicket window) {
        if (!before.ticket().equals(receipt.ticket())) {
            return before.ticket().compareTo(receipt.ticket()) < 0;
        }
        var meter = window.opened().meter();
        return before.bucket().isBefore(receipt.bucket())
                || before.bucket().equals(receipt.bucket()) && meter.total(before) < meter.total(receipt);
    }
}
