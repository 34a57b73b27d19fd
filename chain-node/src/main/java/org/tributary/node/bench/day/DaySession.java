// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench.day;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.bandwidth.ticket.SignedTicket;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;

/// One client's hour: a ticket, and a closing receipt for each of its buckets.
final class DaySession {
    private final Domain domain;
    private final PrivateKey client;
    private final int provider;
    private final Opening opening;
    private final Hash ticket;
    private final Bucket start;

    /// Signs the ticket, as the DApp's gateway does.
    ///
    /// @param number tells this session from all others
    DaySession(long number, int provider, DayPayer payer, Bucket start) {
        this.domain = payer.domain();
        this.client = new PrivateKey(Keccak.hash(Bytes.ofUnsignedLong(number)).bytes());
        this.provider = provider;
        this.start = start;
        SignedCapability capability = payer.capability();
        long units = DayPlan.SESSION_BUCKETS * DayPlan.RECEIPT_BYTES;
        var unsigned = new SessionTicket(
                capability.capability().hash(),
                Keccak.hash(client.publicKey().bytes()).bytes().slice(0, SessionTicket.ID_SIZE),
                payer.provider(provider).address(),
                client.publicKey(),
                UsageKind.BYTES,
                DayPayer.PROFILE.hash(),
                units,
                units,
                start,
                start.plus(DayPlan.SESSION_BUCKETS - 1),
                "",
                Hash.ZERO,
                Bytes.EMPTY);
        this.opening = new Opening(SignedTicket.sign(unsigned, domain, payer.gateway()), capability, DayPayer.PROFILE);
        this.ticket = unsigned.hash();
    }

    int provider() {
        return provider;
    }

    Opening opening() {
        return opening;
    }

    boolean isOverBefore(Bucket bucket) {
        return start.plus(DayPlan.SESSION_BUCKETS - 1).isBefore(bucket);
    }

    SignedReceipt receipt(Bucket bucket) {
        long buckets = bucket.number() - start.number() + 1;
        var receipt = new UsageReceipt(
                ticket, bucket, buckets * DayPlan.RECEIPT_BYTES, 0, buckets * DayPlan.BUCKET_MILLIS, true, Hash.ZERO);
        return SignedReceipt.sign(receipt, domain, client);
    }
}
