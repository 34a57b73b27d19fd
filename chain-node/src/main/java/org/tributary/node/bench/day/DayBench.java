// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench.day;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.ledger.bill.BillVerdict;
import org.tributary.node.bench.BenchFailed;
import org.tributary.node.bench.CpuMeter;
import org.tributary.node.bench.PeakMemory;
import org.tributary.node.bill.BillFile;
import org.tributary.node.setup.Entries;
import org.tributary.primitives.Bucket;

/// Runs a day of traffic through a whole node, the one validator of its network, exports the bill, and recomputes it.
///
/// The clock moves on as soon as the node has done what a bucket asks for: a day that is done in less
/// than a day is held.
final class DayBench {
    private static final long MIDNIGHT = 20_000L * 86_400_000;

    private final DayPlan plan;
    private final SoloNetwork network;
    private final CpuMeter clients = new CpuMeter();
    private final Consumer<String> progress;
    private final List<DaySession> sessions = new ArrayList<>();
    private final long[] sequences = new long[DayPlan.PROVIDERS];
    private long opened;
    private long receipts;

    private DayBench(DayPlan plan, SoloNetwork network, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
        this.network = network;
    }

    /// @param progress is told in words what goes on
    static DayFigures run(DayPlan plan, Consumer<String> progress) throws IOException {
        var directory = Files.createTempDirectory("tributary-day-");
        long start = System.nanoTime();
        try (var network = new SoloNetwork(directory, MIDNIGHT, DayPlan.PROVIDERS, plan.cover())) {
            var bench = new DayBench(plan, network, progress);
            network.fund();
            bench.serve();
            bench.settle();
            boolean verified = bench.bill(directory.resolve("bill"));
            return bench.figures(directory, start, verified);
        } finally {
            Entries.delete(directory);
        }
    }

    private DayFigures figures(Path directory, long start, boolean verified) throws IOException {
        double cpu = ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1e3;
        return new DayFigures(
                receipts * (double) DayPlan.RECEIPT_BYTES / 1e12,
                receipts,
                opened,
                cpu - clients.seconds(),
                size(directory) >> 20,
                PeakMemory.mebibytes(),
                (System.nanoTime() - start) / 1e9,
                verified);
    }

    private static long size(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private void serve() {
        long first = MIDNIGHT / SoloNetwork.BUCKET_MILLIS;
        for (int i = 0; i < plan.buckets() + DayPlan.SESSION_BUCKETS - 1; i++) {
            var bucket = new Bucket(first + i);
            sessions.removeIf(session -> session.isOverBefore(bucket));
            network.clock().set(bucket.number() * SoloNetwork.BUCKET_MILLIS);
            if (i < plan.buckets()) {
                open(bucket);
            }
            network.clock().set(bucket.next().number() * SoloNetwork.BUCKET_MILLIS - 60_000);
            submit(bucket);
            if (i % DayPlan.SESSION_BUCKETS == 0) {
                progress.accept("hour " + i / DayPlan.SESSION_BUCKETS + ": " + receipts + " receipts");
            }
        }
    }

    private void open(Bucket bucket) {
        long number = opened;
        var fresh = IntStream.range(0, plan.sessionsPerBucket())
                .parallel()
                .mapToObj(i -> clients.measure(() -> session(number + i, bucket)))
                .toList();
        network.open(fresh);
        sessions.addAll(fresh);
        opened += fresh.size();
    }

    private DaySession session(long number, Bucket bucket) {
        int provider = (int) (number % DayPlan.PROVIDERS);
        return new DaySession(number, provider, network.payer(), bucket, DayPlan.TRAFFIC);
    }

    private void submit(Bucket bucket) {
        var signed = sessions.parallelStream()
                .collect(Collectors.groupingByConcurrent(
                        DaySession::provider,
                        Collectors.mapping(
                                session -> clients.measure(() -> session.receipt(bucket)), Collectors.toList())));
        var batches = new ArrayList<SignedBatch>();
        signed.forEach((provider, entries) -> {
            batches.add(clients.measure(() -> batch(provider, entries)));
            receipts += entries.size();
        });
        network.submit(batches);
    }

    private SignedBatch batch(int provider, List<SignedReceipt> entries) {
        return network.payer().batch(provider, sequences[provider]++, entries);
    }

    private void settle() {
        progress.accept("settling");
        var rules = network.node().metering().rules();
        network.settle(rules.window(rules.bucket(network.clock().millis())));
    }

    private boolean bill(Path file) throws IOException {
        progress.accept("exporting the bill");
        network.export(file);
        progress.accept("recomputing the bill");
        return switch (BillFile.verify(file, network.spec())) {
            case BillFile.Read.Judged(BillVerdict.Verified(var summary)) ->
                summary.counts().units().equals(BigInteger.valueOf(receipts * DayPlan.RECEIPT_BYTES));
            case BillFile.Read.Judged(BillVerdict.Refuted refuted) -> {
                progress.accept(refuted.toString());
                yield false;
            }
            case BillFile.Read.Unreadable(var why) -> throw new BenchFailed(why);
        };
    }
}
