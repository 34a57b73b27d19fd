// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Transfers between separate validator processes: first a warm-up that does not count, then single ones for finality,
/// then
/// as many as the network takes.
final class LedgerBench implements AutoCloseable {
    /// 400 × [Payer#MAX_WAITING] is a little less than the 20,000 that a pool holds.
    private static final int PAYERS = 400;

    private static final long READ_MILLIS = 50;
    private static final long RAMP_MILLIS = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// The machine gets faster after the warm-up, and the supply must not end before the time does.
    private static final double RESERVE = 3;

    /// A signed transfer takes about 300 bytes here.
    private static final int MAX_SIGNED = 2_000_000;

    private final Plan plan;
    private final Consumer<String> progress;
    private final SeparateValidators validators;
    private final HttpClient http = HttpClient.newHttpClient();

    /// @param warmUpEach transfers of each of 400 accounts before anything is measured
    /// @param finalitySamples single transfers
    record Plan(int validators, int seconds, int warmUpEach, int finalitySamples) {}

    private LedgerBench(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
        // One account more, for the single transfers.
        this.validators = SeparateValidators.start(plan.validators(), PAYERS + 1);
        progress.accept("starting " + plan.validators() + " node processes in " + validators.directory());
    }

    /// @param progress told what goes on, line by line
    /// @throws BenchFailed where a node does not come up or ends, or the network does not move
    static LedgerFigures run(Plan plan, Consumer<String> progress) throws InterruptedException {
        try (var bench = new LedgerBench(plan, progress)) {
            return bench.figures();
        }
    }

    private LedgerFigures figures() throws InterruptedException {
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
        payers.sign(plan.warmUpEach());
        progress.accept("warm-up: " + payers.count() * plan.warmUpEach() + " transfers, not measured");
        long startNanos = System.nanoTime();
        try (var load = new Load(validators.processes(), payers)) {
            follow(blocks, load, PATIENCE, payers::done);
        }
        if (!payers.done()) {
            throw new BenchFailed("the network did not commit the warm-up's transfers within " + PATIENCE);
        }
        return payers.count() * (double) plan.warmUpEach() * 1e9 / (System.nanoTime() - startNanos);
    }

    private LedgerFigures saturated(
            Payers payers, CommittedBlocks blocks, double rate, LedgerFigures.Percentiles finality)
            throws InterruptedException {
        double wanted = Math.min(MAX_SIGNED, RESERVE * rate * (plan.seconds() + RAMP_MILLIS / 1e3));
        int each = Payer.MAX_WAITING + (int) (wanted / payers.count());
        progress.accept(String.format(
                Locale.ROOT, "warm-up ran at %.0f per second; signing %,d transfers", rate, each * payers.count()));
        payers.sign(each);
        progress.accept("saturation: " + plan.seconds() + " s after a ramp of " + RAMP_MILLIS + " ms");
        try (var load = new Load(validators.processes(), payers)) {
            follow(blocks, load, Duration.ofMillis(RAMP_MILLIS), () -> false);
            var before = blocks.read();
            var usedBefore = usage();
            follow(blocks, load, Duration.ofSeconds(plan.seconds()), () -> !payers.unsent());
            var after = blocks.read();
            var used = usage().since(usedBefore);
            progress.accept("blocks " + (after.height() - before.height()) + ", transactions "
                    + (after.transactions() - before.transactions()) + ", sent again " + load.refusals()
                    + (payers.unsent() ? "" : "; all signed transfers were in before the time was over"));
            return figures(before, after, used, finality);
        }
    }

    private LedgerFigures figures(
            CommittedBlocks.Mark before,
            CommittedBlocks.Mark after,
            ProcessUsage used,
            LedgerFigures.Percentiles finality) {
        long transactions = after.transactions() - before.transactions();
        if (transactions == 0) {
            throw new BenchFailed("no transaction was committed in the measured time");
        }
        double perReplica = (double) transactions * plan.validators();
        return new LedgerFigures(
                plan.validators(),
                LedgerFigures.tenths(transactions * 1e3 / (after.timeMillis() - before.timeMillis())),
                finality,
                LedgerFigures.tenths(used.cpuMicros() / perReplica),
                LedgerFigures.tenths(used.sentBytes() / perReplica));
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
