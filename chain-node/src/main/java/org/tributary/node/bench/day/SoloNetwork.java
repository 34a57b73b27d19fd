// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench.day;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.genesis.BlockRules;
import org.tributary.genesis.ChainRules;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.Preset;
import org.tributary.genesis.ProtocolRules;
import org.tributary.ledger.bill.BillExporter;
import org.tributary.node.bench.BenchFailed;
import org.tributary.node.setup.NewNetwork;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.rpc.grpc.IntakeAnswer;
import org.tributary.rpc.grpc.OpeningAnswer;

/// A network of one whole node whose clock is set forward, with one DApp and its providers. Tickets and batches come in
/// as over gRPC; everything is verified, stored and synced to disk, ordered, closed in windows of an hour, and settled
/// on main.
final class SoloNetwork implements AutoCloseable {
    static final long BUCKET_MILLIS = 300_000;
    private static final long DAY_MILLIS = 86_400_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /// For the gas of a registration.
    private static final Amount POCKET = Amount.ofTokens(1);

    private final ChainSpec spec;
    private final DayClock clock;
    private final Path directory;
    private final PrivateKey consensus;
    private DayNode node;
    private final DayPayer payer;
    private final Amount cover;

    /// @param startMillis when the first traffic may come
    /// @param cover of the DApp's pool
    SoloNetwork(Path directory, long startMillis, int providers, Amount cover) {
        var random = new SecureRandom();
        var drawn = NewNetwork.draw(Preset.MAINNET, 1, 1, startMillis - DAY_MILLIS, random);
        var owner = drawn.accounts().getFirst();
        var keys =
                Stream.generate(() -> NewNetwork.key(random)).limit(providers).toList();
        this.cover = cover;
        this.spec = adapted(drawn.spec(), owner.address(), keys);
        this.clock = new DayClock(startMillis - BUCKET_MILLIS);
        this.payer = new DayPayer(spec, owner, keys, cover);
        this.directory = directory;
        this.consensus = drawn.nodes().getFirst().consensus();
        this.node = new DayNode(spec, consensus, directory, clock);
    }

    /// The main network's rules, with blocks as soon as there is something for them: half a second
    /// between blocks would only be slept through. The providers have some of the DApp's tokens.
    private static ChainSpec adapted(ChainSpec spec, Address owner, List<PrivateKey> providers) {
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
        var balances = new TreeMap<>(spec.allocations());
        balances.computeIfPresent(owner, (_, all) -> all.minus(POCKET.times(providers.size())));
        providers.forEach(provider -> balances.put(provider.address(), POCKET));
        return new ChainSpec(spec.network(), rules, spec.serviceChains(), spec.committees(), balances);
    }

    ChainSpec spec() {
        return spec;
    }

    DayPayer payer() {
        return payer;
    }

    DayClock clock() {
        return clock;
    }

    DayNode node() {
        return node;
    }

    /// Stops the node and starts it again on what it has on disk.
    void restart() {
        node.close();
        node = new DayNode(spec, consensus, directory, clock);
    }

    void fund() {
        payer.fund(node.core().network(), cover);
        await(
                "the pool's cover on the service chain",
                () -> node.metering()
                        .freeCover(payer.pool())
                        .filter(cover::equals)
                        .isPresent());
    }

    void open(List<DaySession> sessions) {
        var answers = sessions.parallelStream()
                .map(session -> node.service().door().open(session.opening()))
                .toList();
        for (var answer : answers) {
            if (!(join(answer) instanceof OpeningAnswer.Opened)) {
                throw new BenchFailed("a ticket is not opened: " + answer.join());
            }
        }
    }

    /// Returns once blocks have them.
    void submit(List<SignedBatch> batches) {
        var answers = batches.stream()
                .map(batch -> node.service().door().submit(batch))
                .toList();
        for (var answer : answers) {
            if (!(join(answer) instanceof IntakeAnswer.Certified(var _, var refused)) || !refused.isEmpty()) {
                throw new BenchFailed("a batch is not taken whole: " + answer.join());
            }
        }
        await(
                "batches in blocks",
                () -> batches.stream()
                        .allMatch(batch -> node.metering()
                                .metering()
                                .isOrdered(batch.hash(), batch.batch().last())));
    }

    /// Until the window is closed and paid; no later one is due by then.
    void settle(long window) {
        var rules = node.metering().rules();
        var due = rules.lastBucket(window).plus(rules.softAcceptanceBuckets()).next();
        clock.set(due.next().number() * BUCKET_MILLIS);
        await("the last window", () -> node.metering().metering().lastWindow().orElse(-1) >= window);
        var chain = node.metering().chain();
        await("the settlement of the last window", () -> {
            var service = node.service().ledger().head().header();
            var sent = service.outboxes().stream()
                    .mapToLong(outbox -> outbox.first() + outbox.count())
                    .max();
            return node.core().main().head().header().cursor(chain) >= sent.orElse(0)
                    && node.metering().windows().contains(window);
        });
    }

    void export(Path file) throws IOException {
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
            Thread.sleep(1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("stopped", stopped);
        }
    }

    @Override
    public void close() {
        node.close();
        clock.close();
    }
}
