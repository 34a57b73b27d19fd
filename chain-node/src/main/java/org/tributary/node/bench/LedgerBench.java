// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Transfers between separate validator processes: first a warm-up that does not count, then single ones
/// for finality, then as many as the network takes.
final class LedgerBench implements AutoCloseable {
    /// Of all of them 6,400 transfers wait at most, a third of what a pool holds.
    static final int PAYERS = 400;

    private static final long READ_MILLIS = 50;
    private static final long RAMP_MILLIS = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// The machine gets faster after the warm-up, and the supply must not end before the time does.
    private static final double RESERVE = 3;

    /// A signed transfer takes about 300 bytes here.
    private static final int MAX_SIGNED = 2_000_000;

    /// Of each account, in one round of a warm-up of four validators; more of them on the same cores take longer.
    private static final int ROUND_EACH = 40;

    /// The nodes count as warm when their compilers take less of their CPU time.
    private static final double COMPILED = 0.08;

    /// For each validator: they compile side by side, on the same cores.
    private static final Duration WARM_UP_PATIENCE = Duration.ofSeconds(30);

    /// What the network has to get over a crash.
    private static final Duration RECOVERY = Duration.ofSeconds(5);

    private final LedgerBenchPlan plan;
    private final Consumer<String> progress;
    private final SeparateValidators validators;
    private final HttpClient http = HttpClient.newHttpClient();

    private LedgerBench(LedgerBenchPlan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
        // One account more, for the single transfers.
        this.validators = SeparateValidators.start(plan.validators(), PAYERS + 1, plan::adapt);
        progress.accept("starting " + plan.validators() + " node processes in " + validators.directory());
    }

    /// @param progress told what goes on, line by line
    /// @throws BenchFailed where a node does not come up or ends, or the network does not move
    static ConsensusFigures run(LedgerBenchPlan plan, Consumer<String> progress) throws InterruptedException {
        try (var bench = new LedgerBench(plan, progress)) {
            return bench.figures();
        }
    }

    private ConsensusFigures figures() throws InterruptedException {
        var nodes = validators.processes();
        var connections =
                nodes.stream().map(node -> new RpcConnection(node.rpc())).toList();
        try {
            var accounts = validators.accounts();
            var payers = new Payers(validators.spec(), accounts.subList(0, PAYERS));
            var blocks = new CommittedBlocks(
                    connections.getFirst(), hash -> payers.committed(hash, System.currentTimeMillis()));
            double rate = warmUp(payers, blocks);
            progress.accept("finality: " + plan.finalitySamples() + " single transfers, five a second");
            var finality = new FinalityMeasure(connections)
                    .of(new Payer(validators.spec(), accounts.getLast()), plan.finalitySamples());
            return saturated(payers, blocks, rate, finality);
        } finally {
            connections.forEach(RpcConnection::close);
        }
    }

    /// Lets the compilers do their work.
    ///
    /// @return transactions per second, roughly
    private double warmUp(Payers payers, CommittedBlocks blocks) throws InterruptedException {
        if (plan.warmUpEach().isPresent()) {
            return warmUp(payers, blocks, plan.warmUpEach().getAsInt());
        }
        long startNanos = System.nanoTime();
        while (true) {
            var before = usage();
            double rate = warmUp(payers, blocks, Math.max(4, 4 * ROUND_EACH / plan.validators()));
            var used = usage().since(before);
            double share = used.compilerMicros() / used.cpuMicros();
            progress.accept(
                    String.format(Locale.ROOT, "the compilers took %.0f %% of the nodes' CPU time", share * 100));
            if (share < COMPILED || System.nanoTime() - startNanos > WARM_UP_PATIENCE.toNanos() * plan.validators()) {
                return rate;
            }
        }
    }

    private double warmUp(Payers payers, CommittedBlocks blocks, int each) throws InterruptedException {
        payers.sign(each);
        progress.accept("warm-up: " + payers.count() * each + " transfers, not measured");
        long startNanos = System.nanoTime();
        try (var load = new Load(validators.processes(), payers)) {
            follow(blocks, load, PATIENCE, payers::done);
        }
        if (!payers.done()) {
            throw new BenchFailed("the network did not commit the warm-up's transfers within " + PATIENCE);
        }
        return payers.count() * (double) each * 1e9 / (System.nanoTime() - startNanos);
    }

    private ConsensusFigures saturated(Payers payers, CommittedBlocks blocks, double rate, Percentiles finality)
            throws InterruptedException {
        int runs = plan.crashed() == 0 ? 1 : 2;
        double pauses = RAMP_MILLIS / 1e3 + (runs - 1) * RECOVERY.toSeconds();
        double wanted = Math.min(MAX_SIGNED, RESERVE * rate * (runs * plan.seconds() + pauses));
        int each = Payer.MAX_WAITING + (int) (wanted / payers.count());
        progress.accept(String.format(
                Locale.ROOT, "warm-up ran at %.0f per second; signing %,d transfers", rate, each * payers.count()));
        payers.sign(each);
        progress.accept("saturation: " + plan.seconds() + " s after a ramp of " + RAMP_MILLIS + " ms");
        var all = saturation(payers, blocks, Duration.ofMillis(RAMP_MILLIS));
        if (plan.crashed() == 0) {
            return figures(all, finality, null);
        }
        validators.crash(plan.crashed());
        payers.again();
        progress.accept("killed " + plan.crashed() + " nodes; " + plan.seconds() + " s of saturation after "
                + RECOVERY.toSeconds() + " s");
        return figures(saturation(payers, blocks, RECOVERY), finality, all.txPerSecond());
    }

    /// What happened in the measured time.
    private record Saturation(
            CommittedBlocks.Mark before, CommittedBlocks.Mark after, ProcessUsage used, int replicas) {
        long transactions() {
            return after.transactions() - before.transactions();
        }

        double txPerSecond() {
            return Percentiles.tenths(transactions() * 1e3 / (after.timeMillis() - before.timeMillis()));
        }

        double perTransaction(double total) {
            return Percentiles.tenths(total / transactions() / replicas);
        }
    }

    private Saturation saturation(Payers payers, CommittedBlocks blocks, Duration ramp) throws InterruptedException {
        try (var load = new Load(validators.processes(), payers)) {
            follow(blocks, load, ramp, () -> false);
            var before = blocks.read();
            var usedBefore = usage();
            follow(blocks, load, Duration.ofSeconds(plan.seconds()), () -> !payers.unsent());
            var after = blocks.read();
            var measured = new Saturation(
                    before,
                    after,
                    usage().since(usedBefore),
                    validators.processes().size());
            progress.accept("blocks " + (after.height() - before.height()) + ", transactions "
                    + measured.transactions() + ", sent again " + load.refusals()
                    + (payers.unsent() ? "" : "; all signed transfers were in before the time was over"));
            if (measured.transactions() == 0) {
                throw new BenchFailed("no transaction was committed in the measured time");
            }
            return measured;
        }
    }

    private ConsensusFigures figures(Saturation measured, Percentiles finality, @Nullable Double txPerSecondBefore) {
        var ledger = new LedgerFigures(
                plan.validators(),
                measured.txPerSecond(),
                finality,
                measured.perTransaction(measured.used().cpuMicros()),
                measured.perTransaction(measured.used().sentBytes()));
        long blocks = measured.after().height() - measured.before().height();
        return new ConsensusFigures(
                ledger,
                plan.crashed(),
                txPerSecondBefore,
                Percentiles.tenths((double) measured.transactions() / blocks),
                plan.validators(),
                measured.perTransaction(measured.used().compilerMicros()));
    }

    private ProcessUsage usage() {
        return ProcessUsage.of(validators.processes(), http);
    }

    /// Reads blocks until the time is over or nothing is left to wait for.
    private void follow(CommittedBlocks blocks, Load load, Duration time, BooleanSupplier done)
            throws InterruptedException {
        long endNanos = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < endNanos && !done.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(READ_MILLIS);
            validators.checkAlive();
            load.check();
            blocks.read();
        }
    }

    @Override
    public void close() {
        progress.accept("stopping the nodes");
        http.shutdownNow();
        validators.close();
    }
}
