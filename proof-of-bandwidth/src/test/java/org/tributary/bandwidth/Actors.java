// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.receipt.BatchAck;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.ReceiptBatch;
import org.tributary.bandwidth.receipt.SeatAck;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.OpenedTicket;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.bandwidth.ticket.SignedTicket;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.committee.Validator;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;

/// One DApp, its gateway, providers, clients and a committee of four, with keys that never change.
public final class Actors {
    public static final ChainName CHAIN = new ChainName("cdn");
    public static final Domain DOMAIN = Domain.of(new ChainId(7_357), hash("genesis"), CHAIN);
    /// Windows of 5 buckets, soft acceptance 2, hard acceptance 20, opening allowance 2.
    public static final MeteringRules RULES = new MeteringRules(UsageKind.BYTES, 1_000, 5, 2, 20, 2, 60, 1_000);
    public static final Hash POOL = hash("pool");
    public static final PrivateKey OWNER = key("owner");
    public static final PrivateKey GATEWAY = key("gateway");
    public static final PrivateKey PROVIDER = key("provider");
    public static final PrivateKey CLIENT = key("client");
    private static final List<PrivateKey> MEMBERS =
            IntStream.range(0, 4).mapToObj(seat -> key("member " + seat)).toList();
    public static final Committee COMMITTEE = new Committee(
            0,
            MEMBERS.stream()
                    .map(key -> new Validator(key.address(), key.publicKey()))
                    .toList());
    public static final Capability CAPABILITY = new Capability(
            POOL,
            GATEWAY.publicKey(),
            Amount.ofTokens(1_000),
            1_000_000_000_000L,
            List.of(UsageKind.BYTES),
            new Bucket(0),
            new Bucket(100_000),
            3);

    private Actors() {}

    public static Hash hash(String seed) {
        return Keccak.hash(Bytes.wrap(seed.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    public static PrivateKey key(String seed) {
        return new PrivateKey(Bytes32.wrap(hash("key of " + seed).bytes()));
    }

    /// A ticket for PROVIDER and CLIENT from bucket 100 to 119: 10^9 units, as many in one bucket, at
    /// the default price.
    public static SessionTicket ticket(int number) {
        return ticket(number, BillingProfile.DEFAULT, 1_000_000_000, 1_000_000_000);
    }

    public static SessionTicket ticket(int number, BillingProfile card, long maxUnits, long maxUnitsPerBucket) {
        return new SessionTicket(
                CAPABILITY.hash(),
                hash("ticket " + number).bytes().slice(0, 16),
                PROVIDER.address(),
                CLIENT.publicKey(),
                UsageKind.BYTES,
                card.hash(),
                maxUnits,
                maxUnitsPerBucket,
                new Bucket(100),
                new Bucket(119),
                "eu-west",
                Hash.ZERO,
                Bytes.EMPTY);
    }

    public static Opening opening(SessionTicket ticket) {
        return opening(ticket, CAPABILITY, BillingProfile.DEFAULT);
    }

    public static Opening opening(SessionTicket ticket, Capability capability, BillingProfile card) {
        return new Opening(
                SignedTicket.sign(ticket, DOMAIN, GATEWAY), SignedCapability.sign(capability, DOMAIN, OWNER), card);
    }

    public static OpenedTicket opened(SessionTicket ticket) {
        return new OpenedTicket(SignedTicket.sign(ticket, DOMAIN, GATEWAY), POOL, BillingProfile.DEFAULT);
    }

    public static UsageReceipt usage(SessionTicket ticket, long bucket, long down) {
        return new UsageReceipt(ticket.hash(), new Bucket(bucket), down, down / 100, 10, false, Hash.ZERO);
    }

    public static UsageReceipt closing(SessionTicket ticket, long bucket, long down) {
        return new UsageReceipt(ticket.hash(), new Bucket(bucket), down, down / 100, 10, true, Hash.ZERO);
    }

    public static SignedReceipt receipt(SessionTicket ticket, long bucket, long down) {
        return SignedReceipt.sign(usage(ticket, bucket, down), DOMAIN, CLIENT);
    }

    public static SignedBatch batch(long sequence, List<SignedReceipt> receipts) {
        return SignedBatch.sign(CHAIN, sequence, receipts, DOMAIN, PROVIDER);
    }

    /// Acknowledged by seats 0, 1 and 2 in `arrival`.
    public static BatchCertificate certificate(ReceiptBatch batch, long arrival) {
        return BatchCertificate.of(
                batch,
                IntStream.range(0, COMMITTEE.quorum())
                        .mapToObj(seat -> ack(batch, seat, arrival))
                        .toList());
    }

    public static SeatAck ack(ReceiptBatch batch, int seat, long bucket) {
        var ack = new BatchAck(batch.hash(), new Bucket(bucket));
        return new SeatAck(seat, ack.bucket(), ack.sign(DOMAIN, MEMBERS.get(seat)));
    }
}
