// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.tributary.node.console.Tokens;
import org.tributary.node.demo.Figures.Traffic;
import org.tributary.primitives.Amount;

/// One run from the registration of a DApp to the checked bill.
final class Demo {
    private static final Duration LIVE_PROBES = Duration.ofMillis(600);
    private static final Duration REPLAY_PROBES = Duration.ofSeconds(4);

    /// Past the end of everything that a live run may take: ten minutes.
    private static final long LIVE_BUCKETS = 600;

    private final Stage stage;
    private final BillCheck bills;
    private final Path bill;

    /// @param bill file to write the bill to
    Demo(Stage stage, BillCheck bills, Path bill) {
        this.stage = stage;
        this.bills = bills;
        this.bill = bill;
    }

    /// Real clients at real edges.
    Figures live(LiveUsage usage) {
        var gateway = prepared(usage);
        return measured(LIVE_PROBES, 0, () -> used(usage, gateway));
    }

    /// Everybody is registered, and the pool covers all that the clients may use.
    Gateway prepared(LiveUsage usage) {
        stage.register();
        var cover = cost(usage.maxUnits()).times(usage.sessions());
        var now = stage.clock().now();
        var gateway = stage.dapp().gateway(cover, usage.maxUnits() * usage.sessions(), now, now.plus(LIVE_BUCKETS));
        fund(cover, gateway);
        return gateway;
    }

    /// The edges serve, and hand in what clients sign.
    TrafficCount used(LiveUsage usage, Gateway gateway) throws IOException {
        var interval = Duration.ofMillis(stage.clock().bucketMillis() / 2);
        try (var _ = new Flushing(stage.providers(), stage.clock(), interval);
                var edges = new LiveEdges(stage, gateway, usage.maxUnits())) {
            return usage.run(edges);
        }
    }

    /// The traffic that an access log tells of.
    Figures replay(AccessLog log, TracePlan plan) {
        stage.register();
        var cover = plan.sessions().stream()
                .map(session -> cost(ReplaySession.maxUnits(session)))
                .reduce(Amount.ZERO, Amount::plus);
        var now = stage.clock().now();
        // The pool's cover may take a minute to come, and the last log day goes on after the last request.
        long end = plan.buckets()
                + TracePlan.BUCKETS_PER_DAY
                + Duration.ofMinutes(5).toMillis() / stage.clock().bucketMillis();
        var gateway = stage.dapp().gateway(cover, plan.traffic().units(), now, now.plus(end));
        fund(cover, gateway);
        stage.progress()
                .say("replaying " + plan.traffic().requests() + " requests in "
                        + plan.sessions().size() + " sessions and " + plan.buckets() + " buckets");
        return measured(REPLAY_PROBES, log.badLines(), () -> {
            new TraceReplay(plan, stage, gateway, stage.clock().now().plus(TraceReplay.LEAD)).run();
            return plan.traffic();
        });
    }

    private void fund(Amount cover, Gateway gateway) {
        stage.dapp().fund(cover);
        stage.dapp().awaitCover(gateway, stage.desk(), stage.stop());
        stage.progress().say("pool " + stage.dapp().pool() + " covers " + Tokens.text(cover) + " on " + stage.chain());
    }

    /// What the chain sets aside for so many units: rounded up.
    private Amount cost(long units) {
        var cost = stage.profile().cost(units).add(BigInteger.ONE);
        if (cost.bitLength() > Amount.MAX_BITS - Integer.SIZE) {
            throw new DemoFailed(units + " units cost more than there are tokens");
        }
        return new Amount(cost);
    }

    private Figures measured(Duration probes, long badLines, Callable<TrafficCount> traffic) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                var finality = threads.submit(stage.finalityProbe(probes));
                var served = Futures.result(threads.submit(traffic));
                stage.progress().say(served.requests() + " requests served " + served.units() + " " + stage.unit());
                new Settling(stage).await();
                var closing = new Closing(stage, bills);
                var figures = closing.figures(
                        new Traffic(served.requests(), badLines, served.units()), Futures.result(finality), bill);
                closing.sayStatements();
                return figures;
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
