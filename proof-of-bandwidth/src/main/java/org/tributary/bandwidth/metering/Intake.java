// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.check.ReceiptCheck;
import org.tributary.bandwidth.check.SignatureVerdict;
import org.tributary.bandwidth.check.VerifiedBatch;
import org.tributary.bandwidth.merge.WindowTicket;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.OpenedTicket;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;

/// The first half of a window's close: every entry that falls due, judged by itself, sorted to its
/// ticket.
final class Intake {
    private final MeteringState state;
    private final ReceiptCheck check;
    private final Bucket windowEnd;
    private final RefusedEntries refused;
    /// Looked up for each entry, and never walked.
    private final HashMap<Hash, TicketEntries> tickets = new HashMap<>();

    Intake(MeteringState state, ReceiptCheck check, Bucket windowEnd, RefusedEntries refused) {
        this.state = state;
        this.check = check;
        this.windowEnd = windowEnd;
        this.refused = refused;
    }

    /// The tickets that have candidates or were named, in the order of their hashes.
    SortedMap<Hash, TicketEntries> tickets() {
        return new TreeMap<>(tickets);
    }

    void take(PendingBatch pending, VerifiedBatch batch) {
        var hash = pending.hash();
        Invariant.check(hash.equals(batch.hash()), "a batch source gives the batch that it is asked for");
        for (int i = 0; i < batch.batch().receipts().size(); i++) {
            var receipt = batch.batch().receipts().get(i).receipt();
            var due = pending.span().due(receipt.bucket());
            if (!due.isBefore(pending.next()) && !due.isAfter(windowEnd)) {
                take(pending, batch, i, receipt);
            }
        }
    }

    private void take(PendingBatch pending, VerifiedBatch batch, int index, UsageReceipt receipt) {
        var intake = intake(receipt.ticket());
        var ticket = intake.map(TicketEntries::opened);
        var refusal = check.plausible(pending.batch(), pending.arrival(), receipt, ticket);
        if (refusal.isPresent()) {
            refused.add(batch.hash(), index, refusal.get());
            return;
        }
        var found = intake.orElseThrow();
        long total = found.opened().meter().total(receipt);
        var known = found.window().known(receipt.bucket().number(), total, receipt.closing());
        if (known.isPresent()) {
            refused.add(batch.hash(), index, known.get());
        } else if (verdict(batch, index, ticket) != SignatureVerdict.VALID) {
            refused.add(batch.hash(), index, Rejection.BAD_SIGNATURE);
        } else {
            found.candidates()
                    .add(new Candidate(
                            receipt.bucket().number(), total, batch.receiptHash(index), batch.hash(), index));
        }
    }

    /// A ticket's key is part of its hash, so a verdict once given holds; only what could not be judged
    /// is judged now.
    private SignatureVerdict verdict(VerifiedBatch batch, int index, Optional<OpenedTicket> ticket) {
        var given = batch.verdict(index);
        return given == SignatureVerdict.TICKET_UNKNOWN
                ? check.signature(batch.batch().receipts().get(index), ticket)
                : given;
    }

    private Optional<TicketEntries> intake(Hash ticket) {
        var known = tickets.get(ticket);
        if (known != null) {
            return Optional.of(known);
        }
        var opened = state.tickets.get(ticket.bytes());
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        var before = state.usage.require(ticket.bytes(), "an open ticket's usage");
        var intake = new TicketEntries(new WindowTicket(ticket, opened.get(), before), new ArrayList<>());
        tickets.put(ticket, intake);
        return Optional.of(intake);
    }
}
