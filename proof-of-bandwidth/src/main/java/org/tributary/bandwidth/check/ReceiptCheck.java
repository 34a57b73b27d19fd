// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.check;

import java.util.Optional;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.receipt.ReceiptBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.OpenedTicket;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.typed.Domain;

/// What can be said about one entry of a batch without looking at any other. Protocol §7.8.
public record ReceiptCheck(MeteringRules rules, Domain domain) {
    /// The whole check; the dear signature last.
    ///
    /// @param arrival when the batch arrived, or the present bucket where that is not known yet
    /// @param ticket the opened ticket that the receipt names, where there is one
    public Optional<Rejection> check(
            ReceiptBatch batch, Bucket arrival, SignedReceipt entry, Optional<OpenedTicket> ticket) {
        return plausible(batch, arrival, entry.receipt(), ticket)
                .or(() -> signature(entry, ticket) == SignatureVerdict.VALID
                        ? Optional.empty()
                        : Optional.of(Rejection.BAD_SIGNATURE));
    }

    /// Everything but the signature.
    public Optional<Rejection> plausible(
            ReceiptBatch batch, Bucket arrival, UsageReceipt receipt, Optional<OpenedTicket> ticket) {
        if (ticket.isEmpty()) {
            return Optional.of(Rejection.UNKNOWN_TICKET);
        }
        var opened = ticket.get();
        var named = opened.ticket();
        if (!named.provider().equals(batch.provider())) {
            return Optional.of(Rejection.WRONG_PROVIDER);
        }
        return bucket(batch, arrival, receipt.bucket(), named)
                .or(() -> opened.meter().refusal(receipt, named.start(), rules.bucketMillis()));
    }

    public SignatureVerdict signature(SignedReceipt entry, Optional<OpenedTicket> ticket) {
        return signature(entry, entry.receipt().hash(), ticket);
    }

    /// For [SoundBatch], which hashed the receipt itself.
    SignatureVerdict signature(SignedReceipt entry, Hash receiptHash, Optional<OpenedTicket> ticket) {
        if (ticket.isEmpty()) {
            return SignatureVerdict.TICKET_UNKNOWN;
        }
        return ticket.get().ticket().client().verifies(domain.digest(receiptHash), entry.signature())
                ? SignatureVerdict.VALID
                : SignatureVerdict.FORGED;
    }

    private Optional<Rejection> bucket(ReceiptBatch batch, Bucket arrival, Bucket bucket, SessionTicket ticket) {
        if (bucket.isBefore(batch.first()) || bucket.isAfter(batch.last())) {
            return Optional.of(Rejection.OUTSIDE_BATCH);
        }
        if (bucket.isBefore(ticket.start())) {
            return Optional.of(Rejection.NOT_YET_VALID);
        }
        if (bucket.isAfter(ticket.end())) {
            return Optional.of(Rejection.EXPIRED);
        }
        if (arrival.number() - bucket.number() > rules.hardAcceptanceBuckets()) {
            return Optional.of(Rejection.TOO_LATE);
        }
        if (bucket.number() - arrival.number() > rules.openingAllowanceBuckets()) {
            return Optional.of(Rejection.FROM_THE_FUTURE);
        }
        return Optional.empty();
    }
}
