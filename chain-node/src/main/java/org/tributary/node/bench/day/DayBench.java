// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench.day;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tributary.bandwidth.receipt.ReceiptBatch;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.genesis.BlockRules;
import org.tributary.genesis.ChainRules;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.Preset;
import org.tributary.genesis.ProtocolRules;
import org.tributary.ledger.bill.BillExporter;
import org.tributary.ledger.bill.BillVerdict;
import org.tributary.node.bench.BenchFailed;
import org.tributary.node.bench.CpuMeter;
import org.tributary.node.bench.PeakMemory;
import org.tributary.node.bill.BillFile;
import org.tributary.node.setup.Entries;
import org.tributary.node.setup.NewNetwork;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Verdict;
import org.tributary.rpc.grpc.IntakeAnswer;
import org.tributary.rpc.grpc.OpeningAnswer;

/// Runs a day of traffic through a whole node, the one validator of its network: tickets and batches
/// come in as over gRPC, everything is verified, stored and synced to disk, ordered, closed in windows
/// of an hour, settled on main, exported as a bill, and the bill is recomputed.
///
/// The clock moves on as soon as the node has done what a bucket asks for: a day that is done in less
/// than a day is held.
final class DayBench {
    private static final long MIDNIGHT = 20_000L * 86_400_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final DayPlan plan;
    private final NewNetwork network;
    private final DayClock clock = new DayClock(MIDNIGHT - DayPlan.BUCKET_MILLIS);
    private final ChainSpec spec;
    private final DayNode node;
    private final DayPayer payer;
    private final CpuMeter clients = new CpuMeter();
    private final Consumer<String> progress;
    private final List<DaySession> sessions = new ArrayList<>();
    private final long[] sequences = new long[DayPlan.PROVIDERS];
    private long opened;
    private long receipts;

    private DayBench(DayPlan plan, Path directory, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
        this.network =
                NewNetwork.draw(Preset.MAINNET, 1, 1 + DayPlan.PROVIDERS, MIDNIGHT - 86_400_000, new SecureRandom());
        this.spec = paced(network.spec());
        this.node = new DayNode(spec, network.nodes().getFirst().consensus(), directory, clock);
        this.payer = new DayPayer(spec, network.accounts(), plan.cover());
    }

    /// The main network's rules, with blocks as soon as there is something for them: half a second
    /// between blocks would only be slept through.
    private static ChainSpec paced(ChainSpec spec) {
        var block = spec.block();
        var chains = spec.rules().chains();
        var rules = new ProtocolRules(
                spec.token(),
                new ChainRules(
                        new BlockRules(
                                1,
                                block.burst(),
                                block.maxBlockIntervalMillis(),
                                block.maxClockSkewMillis(),
                                block.maxBlockBytes(),
                                block.maxNamedMainLag()),
                        chains.consensus(),
                        chains.crossChain()),
                spec.rules().settlement(),
                spec.rules().election(),
                spec.rules().incentives());
        return new ChainSpec(spec.network(), rules, spec.serviceChains(), spec.committees(), spec.allocations());
    }

    /// @param progress is told in words what goes on
    static DayFigures run(DayPlan plan, Consumer<String> progress) throws IOException {
        var directory = Files.createTempDirectory("tributary-day-");
        long start = System.nanoTime();
        try {
            var bench = new DayBench(plan, directory, progress);
            try (bench.clock;
                    bench.node) {
                bench.fund();
                bench.serve();
                bench.settle();
                boolean verified = bench.bill(directory.resolve("bill"));
                return bench.figures(directory, start, verified);
            }
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

    private void fund() {
        payer.fund(node.core().network(), plan.cover());
        await(
                "the pool's cover on the service chain",
                () -> node.metering()
                        .freeCover(payer.pool())
                        .filter(plan.cover()::equals)
                        .isPresent());
    }

    private void serve() {
        long first = MIDNIGHT / DayPlan.BUCKET_MILLIS;
        for (int i = 0; i < plan.buckets() + DayPlan.SESSION_BUCKETS - 1; i++) {
            var bucket = new Bucket(first + i);
            sessions.removeIf(session -> session.isOverBefore(bucket));
            clock.set(bucket.number() * DayPlan.BUCKET_MILLIS);
            if (i < plan.buckets()) {
                open(bucket);
            }
            clock.set(bucket.next().number() * DayPlan.BUCKET_MILLIS - 60_000);
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
                .mapToObj(i -> clients.measure(
                        () -> new DaySession(number + i, (int) ((number + i) % DayPlan.PROVIDERS), payer, bucket)))
                .toList();
        var answers = fresh.parallelStream()
                .map(session -> node.service().door().open(session.opening()))
                .toList();
        for (var answer : answers) {
            if (!(join(answer) instanceof OpeningAnswer.Opened)) {
                throw new BenchFailed("a ticket is not opened: " + answer.join());
            }
        }
        sessions.addAll(fresh);
        opened += fresh.size();
    }

    private void submit(Bucket bucket) {
        var signed = sessions.parallelStream()
                .collect(Collectors.groupingByConcurrent(
                        DaySession::provider,
                        Collectors.mapping(
                                session -> clients.measure(() -> session.receipt(bucket)), Collectors.toList())));
        var heads = new ArrayList<ReceiptBatch>();
        var answers = new ArrayList<CompletableFuture<IntakeAnswer>>();
        signed.forEach((provider, entries) -> {
            var batch = clients.measure(() -> batch(provider, entries));
            heads.add(batch.batch());
            answers.add(node.service().door().submit(batch));
            receipts += entries.size();
        });
        for (var answer : answers) {
            if (!(join(answer) instanceof IntakeAnswer.Certified(var _, var refused)) || !refused.isEmpty()) {
                throw new BenchFailed("a batch is not taken whole: " + answer.join());
            }
        }
        await(
                "the batches of bucket " + bucket.number() + " in blocks",
                () -> heads.stream().allMatch(head -> node.metering().metering().isOrdered(head.hash(), head.last())));
    }

    private SignedBatch batch(int provider, List<SignedReceipt> entries) {
        var chain = node.metering().chain();
        return SignedBatch.sign(chain, sequences[provider]++, entries, payer.domain(), payer.provider(provider));
    }

    /// Until the last window is closed and paid.
    private void settle() {
        progress.accept("settling");
        var rules = node.metering().rules();
        long last = rules.window(rules.bucket(clock.millis()));
        var due = rules.lastBucket(last).plus(rules.softAcceptanceBuckets()).next();
        clock.set(due.next().number() * DayPlan.BUCKET_MILLIS);
        await("the last window", () -> node.metering().metering().lastWindow().orElse(-1) >= last);
        var chain = node.metering().chain();
        await("the settlement of the last window", () -> {
            var service = node.service().ledger().head().header();
            var sent = service.outboxes().stream()
                    .mapToLong(outbox -> outbox.first() + outbox.count())
                    .max();
            return node.core().main().head().header().cursor(chain) >= sent.orElse(0)
                    && node.metering().windows().contains(last);
        });
    }

    private boolean bill(Path file) throws IOException {
        progress.accept("exporting the bill");
        var exporter =
                new BillExporter(spec.hash(), node.core().main(), node.service().ledger(), node.metering());
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            var verdict = exporter.export(piece -> {
                try {
                    out.write(piece.toArrayUnsafe());
                } catch (IOException full) {
                    throw new UncheckedIOException(full);
                }
            });
            if (verdict instanceof Verdict.Reject(var reason)) {
                throw new BenchFailed(reason);
            }
        }
        progress.accept("recomputing the bill");
        return switch (BillFile.verify(file, spec)) {
            case BillFile.Read.Judged(BillVerdict.Verified(var summary)) ->
                summary.counts().units().equals(BigInteger.valueOf(receipts * DayPlan.RECEIPT_BYTES));
            case BillFile.Read.Judged(BillVerdict.Refuted refuted) -> {
                progress.accept(refuted.toString());
                yield false;
            }
            case BillFile.Read.Unreadable(var why) -> throw new BenchFailed(why);
        };
    }

    private <T> T join(CompletableFuture<T> answer) {
        await("an answer of the node", answer::isDone);
        return answer.join();
    }

    private void await(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            node.check();
            if (System.nanoTime() > end) {
                throw new BenchFailed("waited " + PATIENCE.toSeconds() + " s for " + what);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("stopped", stopped);
        }
    }
}
