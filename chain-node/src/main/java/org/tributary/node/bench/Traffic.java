// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.metering.EscrowNotice;
import org.tributary.bandwidth.metering.MemoryCells;
import org.tributary.bandwidth.metering.Metering;
import org.tributary.bandwidth.receipt.BatchAck;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.SeatAck;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.SignedCapability;
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

/// A made-up service chain and its traffic for one window: four providers, one pool, one client key per
/// ticket.
final class Traffic {
    static final ChainName CHAIN = new ChainName("cdn");

    /// A batch holds every receipt of its sessions: just below ten thousand.
    static final int SESSIONS_PER_BATCH = 833;

    static final MeteringRules RULES = new MeteringRules(UsageKind.BYTES, 1_000, 60, 60, 3_600, 60, 3_600, 10_000);
    private static final long WINDOW = 10;
    private static final int PROVIDERS = 4;
    private static final int VALIDATORS = 4;
    private static final Session.Span VALID = new Session.Span(RULES.firstBucket(WINDOW), RULES.lastBucket(WINDOW));

    private final Domain domain = Domain.of(new ChainId(7_357_001), Keccak.hash(Bytes.of(1)), CHAIN);
    private final List<PrivateKey> validators = keys("validator", VALIDATORS);
    private final List<PrivateKey> providers = keys("provider", PROVIDERS);
    private final PrivateKey owner = Session.key("owner", 0);
    private final PrivateKey gateway = Session.key("gateway", 0);
    private final SignedCapability capability;
    private final int count;

    /// @param count of receipts, all together
    Traffic(int count) {
        this.count = count;
        var unsigned = new Capability(
                pool(),
                gateway.publicKey(),
                Amount.ofTokens(1L << 40),
                Long.MAX_VALUE,
                List.of(UsageKind.BYTES),
                VALID.start(),
                VALID.end(),
                0);
        this.capability = SignedCapability.sign(unsigned, domain, owner);
    }

    Domain domain() {
        return domain;
    }

    SignedCapability capability() {
        return capability;
    }

    Bucket opening() {
        return VALID.start();
    }

    Bucket arrival() {
        return VALID.end().next();
    }

    /// Past the window's soft close.
    Bucket closing() {
        return arrival().plus(RULES.softAcceptanceBuckets() + 1);
    }

    int batches() {
        return Math.ceilDiv(count, SESSIONS_PER_BATCH * Session.MAX_RECEIPTS);
    }

    Committee committee() {
        return new Committee(
                0,
                validators.stream()
                        .map(key -> new Validator(key.address(), key.publicKey()))
                        .toList());
    }

    /// An empty metering whose one pool covers everything.
    Metering metering() {
        var metering = new Metering(CHAIN, RULES, domain, committee(), new MemoryCells());
        metering.escrow(new EscrowNotice(pool(), owner.address(), Amount.ofTokens(1L << 40), 0));
        return metering;
    }

    /// Makes and signs everything, on all cores; by far the longest part of a run.
    ///
    /// @param made is told how many batches are ready, from any thread
    List<Delivery> deliveries(IntConsumer made) {
        var ready = new AtomicInteger();
        return IntStream.range(0, batches())
                .parallel()
                .mapToObj(batch -> {
                    var delivery = delivery(batch);
                    made.accept(ready.incrementAndGet());
                    return delivery;
                })
                .toList();
    }

    private Delivery delivery(int batch) {
        int perBatch = SESSIONS_PER_BATCH * Session.MAX_RECEIPTS;
        int receipts = Math.min(perBatch, count - batch * perBatch);
        var provider = providers.get(batch % PROVIDERS);
        var sessions = IntStream.range(0, Math.ceilDiv(receipts, Session.MAX_RECEIPTS))
                .mapToObj(i -> new Session(
                        (long) batch * SESSIONS_PER_BATCH + i, provider.address(), capability, gateway, domain, VALID))
                .toList();
        var entries = new ArrayList<SignedReceipt>(receipts);
        for (int i = 0; i < receipts; i++) {
            entries.add(sessions.get(i % sessions.size()).receipt(i / sessions.size()));
        }
        var signed = SignedBatch.sign(CHAIN, batch, entries, domain, provider);
        var openings =
                sessions.stream().map(session -> session.opening().encode()).toList();
        return new Delivery(openings, signed.encode(), certificate(signed), receipts);
    }

    private BatchCertificate certificate(SignedBatch signed) {
        var ack = new BatchAck(signed.hash(), arrival());
        var acks = new ArrayList<SeatAck>();
        for (int seat = 0; seat < committee().quorum(); seat++) {
            acks.add(new SeatAck(seat, arrival(), ack.sign(domain, validators.get(seat))));
        }
        return new BatchCertificate(signed.batch(), acks);
    }

    private static List<PrivateKey> keys(String role, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> Session.key(role, number))
                .toList();
    }

    private static Hash pool() {
        return Keccak.hash(Bytes.of(2));
    }
}
