// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.check.BatchCheck;
import org.tributary.bandwidth.check.BatchVerdict;
import org.tributary.bandwidth.check.VerifiedBatch;
import org.tributary.bandwidth.metering.Metering;
import org.tributary.bandwidth.metering.WindowOutcome;
import org.tributary.bandwidth.proof.InclusionProof;
import org.tributary.bandwidth.proof.RowProofs;
import org.tributary.bandwidth.proof.UsageRow;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.Verdict;

/// Takes receipts the way a replica does: tickets opened, batches decoded and verified on all cores, ordered, the
/// window closed, a proof made. After each piece of work the same signatures are checked bare, so that both see the
/// same noise.
///
/// Memory is bounded by the batches of one window, as bytes and decoded: about 1.5 KB per receipt.
final class ReceiptsBench {
    /// So that the ten thousand openings in it are compiled, too.
    private static final int WARM_UP_RECEIPTS = 120_000;

    private final Traffic traffic;
    private final Metering metering;
    private final BareSignatures bare;
    private final CpuMeter path = new CpuMeter();
    private final Map<Hash, VerifiedBatch> verified = new ConcurrentHashMap<>();

    ReceiptsBench(Traffic traffic) {
        this.traffic = traffic;
        this.metering = traffic.metering();
        this.bare = new BareSignatures(traffic.domain());
    }

    /// @param progress is told in words what goes on
    static ReceiptsFigures run(int count, Consumer<String> progress) {
        var warmUp = new Traffic(Math.min(count, WARM_UP_RECEIPTS));
        progress.accept("warming up");
        new ReceiptsBench(warmUp).measure(warmUp.deliveries(ready -> {}), _ -> {});
        var traffic = new Traffic(count);
        int step = Math.max(1, traffic.batches() / 10);
        var deliveries = traffic.deliveries(ready -> {
            if (ready % step == 0) {
                progress.accept("signed " + ready + " of " + traffic.batches() + " batches");
            }
        });
        return new ReceiptsBench(traffic).measure(deliveries, progress);
    }

    private ReceiptsFigures measure(List<Delivery> deliveries, Consumer<String> progress) {
        progress.accept("opening tickets");
        deliveries.forEach(this::open);
        progress.accept("verifying receipts");
        deliveries.parallelStream().forEach(this::verify);
        deliveries.forEach(this::order);
        progress.accept("closing the window");
        long before = System.nanoTime();
        var outcome = path.measure(() -> metering.close(traffic.closing(), this::batch));
        long closeMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
        var proof = path.measure(() -> longestProof(outcome));
        return figures(deliveries, outcome, closeMillis, proof);
    }

    private void open(Delivery delivery) {
        var openings = path.measure(() -> delivery.openings().stream()
                .map(bytes -> {
                    var opening = Opening.decode(bytes).orBroken("an opening");
                    var refusal = metering.open(opening, traffic.opening());
                    Invariant.check(refusal.isEmpty(), "every ticket opens: " + refusal);
                    return opening;
                })
                .toList());
        bare.openings(openings);
    }

    private void verify(Delivery delivery) {
        var batch = path.measure(() -> verify(delivery.batch()));
        verified.put(batch.hash(), batch);
        bare.batch(batch.batch(), metering.tickets());
    }

    private VerifiedBatch verify(Bytes bytes) {
        var signed = SignedBatch.decode(bytes).orBroken("a batch");
        return switch (new BatchCheck(Traffic.CHAIN, Traffic.RULES, traffic.domain()).begin(signed)) {
            case BatchVerdict.Sound(var sound) -> sound.verify(metering.tickets());
            case BatchVerdict.Refused(var rejection) ->
                throw new Invariant.Broken("a correct batch is sound: " + rejection);
        };
    }

    private void order(Delivery delivery) {
        var refusal = path.measure(() -> metering.order(delivery.certificate(), traffic.arrival()));
        Invariant.check(refusal.isEmpty(), "every batch is ordered: " + refusal);
        bare.certificate(delivery.certificate(), traffic.committee());
    }

    private VerifiedBatch batch(Hash hash) {
        return Objects.requireNonNull(verified.get(hash));
    }

    /// Leaf 0 of the largest row has a sibling at every level.
    private static InclusionProof longestProof(WindowOutcome outcome) {
        var rows = outcome.proof().rows();
        var largest =
                rows.stream().max(Comparator.comparingLong(UsageRow::receipts)).orElseThrow();
        int index = rows.indexOf(largest);
        var proof = new RowProofs(rows, index, outcome.rows().get(index)).proof(0);
        Invariant.check(
                proof.verify(outcome.proof().windowRoot()).equals(Verdict.accept()), "a proof of our own verifies");
        return proof;
    }

    private ReceiptsFigures figures(
            List<Delivery> deliveries, WindowOutcome outcome, long closeMillis, InclusionProof proof) {
        long receipts =
                outcome.proof().rows().stream().mapToLong(UsageRow::receipts).sum();
        int count = deliveries.stream().mapToInt(Delivery::receipts).sum();
        Invariant.check(receipts == count, "every receipt counts");
        long chainBytes = outcome.proof().encode().size()
                + deliveries.stream().mapToLong(Delivery::chainBytes).sum();
        double rate = bare.checked() / path.seconds();
        double rawRate = bare.checked() / bare.seconds();
        return new ReceiptsFigures(
                count,
                rate,
                rawRate,
                rate / rawRate,
                closeMillis,
                proof.encode().size(),
                (double) chainBytes / count,
                PeakMemory.mebibytes());
    }
}
