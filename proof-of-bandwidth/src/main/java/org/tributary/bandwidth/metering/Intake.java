// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.check.ReceiptCheck;
import org.tributary.bandwidth.check.SignatureVerdict;
import org.tributary.bandwidth.check.VerifiedBatch;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.SessionTicket;
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
    private final TreeMap<Hash, TicketIntake> tickets = new TreeMap<>();

    Intake(MeteringState state, ReceiptCheck check, Bucket windowEnd, RefusedEntries refused) {
        this.state = state;
        this.check = check;
        this.windowEnd = windowEnd;
        this.refused = refused;
    }

    /// The tickets that have candidates or were named, in the order of their hashes.
    SortedMap<Hash, TicketIntake> tickets() {
        return tickets;
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
        var ticket = intake.flatMap(found -> found.ticket);
        var refusal = check.plausible(pending.batch(), pending.arrival(), receipt, ticket);
        if (refusal.isPresent()) {
            refused.add(batch.hash(), index, refusal.get());
            return;
        }
        var found = intake.orElseThrow();
        long total = receipt.total(found.opened.ticket().kind());
        var known = known(found, receipt, total);
        if (known.isPresent()) {
            refused.add(batch.hash(), index, known.get());
        } else if (verdict(batch, index, ticket) != SignatureVerdict.VALID) {
            refused.add(batch.hash(), index, Rejection.BAD_SIGNATURE);
        } else {
            found.candidates.add(new Candidate(
                    receipt.bucket().number(),
                    total,
                    receipt.closing(),
                    batch.receiptHash(index),
                    batch.hash(),
                    index));
        }
    }

    /// What can be said before the dear signature.
    private static Optional<Rejection> known(TicketIntake found, UsageReceipt receipt, long total) {
        if (!found.opened.profile().mode().isRanked()) {
            return total <= found.before.watermark() ? Optional.of(Rejection.REPLAYED) : Optional.empty();
        }
        if (!receipt.closing()) {
            return Optional.of(Rejection.NOT_CLOSING);
        }
        return found.before.byBucket().containsKey(receipt.bucket().number())
                ? Optional.of(Rejection.REPLAYED)
                : Optional.empty();
    }

    /// A ticket's key is part of its hash, so a verdict once given holds; only what could not be judged
    /// is judged now.
    private SignatureVerdict verdict(VerifiedBatch batch, int index, Optional<SessionTicket> ticket) {
        var given = batch.verdict(index);
        return given == SignatureVerdict.TICKET_UNKNOWN
                ? check.signature(batch.batch().receipts().get(index), ticket)
                : given;
    }

    private Optional<TicketIntake> intake(Hash ticket) {
        var known = tickets.get(ticket);
        if (known != null) {
            return Optional.of(known);
        }
        var opened = state.tickets.get(ticket.bytes());
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        var intake = new TicketIntake(opened.get(), state.usage.require(ticket.bytes(), "an open ticket's usage"));
        tickets.put(ticket, intake);
        return Optional.of(intake);
    }
}
