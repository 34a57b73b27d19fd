// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench.day;

import java.util.List;
import java.util.stream.LongStream;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.rating.BillingProfile;
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

/// One client's session: a ticket, and a closing receipt for each of its buckets.
final class DaySession {
    private final Domain domain;
    private final PrivateKey client;
    private final int provider;
    private final Opening opening;
    private final Hash ticket;
    private final Bucket start;
    private final List<Long> totals;

    /// What a session brings.
    ///
    /// @param totals up to the end of each of its buckets
    /// @param maxUnitsPerBucket the ticket's cap
    record Traffic(BillingProfile profile, List<Long> totals, long maxUnitsPerBucket) {
        Traffic {
            totals = List.copyOf(totals);
        }
    }

    /// Signs the ticket, as the DApp's gateway does.
    ///
    /// @param number tells this session from all others
    DaySession(long number, int provider, DayPayer payer, Bucket start, Traffic traffic) {
        this.domain = payer.domain();
        this.client = new PrivateKey(Keccak.hash(Bytes.ofUnsignedLong(number)).bytes());
        this.provider = provider;
        this.start = start;
        this.totals = traffic.totals();
        SignedCapability capability = payer.capability();
        var unsigned = new SessionTicket(
                capability.capability().hash(),
                Keccak.hash(client.publicKey().bytes()).bytes().slice(0, SessionTicket.ID_SIZE),
                payer.provider(provider),
                client.publicKey(),
                UsageKind.BYTES,
                traffic.profile().hash(),
                totals.getLast(),
                traffic.maxUnitsPerBucket(),
                start,
                end(),
                "",
                Hash.ZERO,
                Bytes.EMPTY);
        this.opening = new Opening(SignedTicket.sign(unsigned, domain, payer.gateway()), capability, traffic.profile());
        this.ticket = unsigned.hash();
    }

    int provider() {
        return provider;
    }

    Opening opening() {
        return opening;
    }

    private Bucket end() {
        return start.plus(totals.size() - 1);
    }

    boolean isOverBefore(Bucket bucket) {
        return end().isBefore(bucket);
    }

    SignedReceipt receipt(Bucket bucket) {
        int index = Math.toIntExact(bucket.number() - start.number());
        long millis = (index + 1) * SoloNetwork.BUCKET_MILLIS;
        var receipt = new UsageReceipt(ticket, bucket, totals.get(index), 0, millis, true, Hash.ZERO);
        return SignedReceipt.sign(receipt, domain, client);
    }

    /// Of all its buckets.
    List<SignedReceipt> receipts() {
        return LongStream.rangeClosed(start.number(), end().number())
                .mapToObj(bucket -> receipt(new Bucket(bucket)))
                .toList();
    }
}
