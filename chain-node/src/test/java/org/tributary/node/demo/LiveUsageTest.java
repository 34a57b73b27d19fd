// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.node.Devnet;
import org.tributary.node.remote.Stop;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.rpc.v1.Totals;

/// Calls and storage on one network at the same time: what clients got is what is billed, to the unit, and cheats are
/// refused with their reasons. (The demo does it for bytes.)
class LiveUsageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(100);

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter said = new StringWriter();

    @Test
    void callsAndStorageAreBilledToTheUnit() throws Exception {
        var plan = new Devnet.Plan(
                folder.resolve("network"), 4, 2 * Endpoints.ACCOUNTS, DemoRules.LIVE::adapt, Map.of("rpc.port", "0"));
        try (var devnet = Devnet.start(plan);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = threads.submit(() -> isBilled(devnet, 0, "voip", new LiveCalls(Duration.ofSeconds(2))));
            var storage = threads.submit(() ->
                    isBilled(devnet, 1, "storage", new LiveStorage(folder.resolve("objects"), Duration.ofSeconds(3))));
            assertThat(Futures.result(calls).keySet()).containsAll(Set.of("LONGER_THAN_TIME", "REPLAYED"));
            assertThat(Futures.result(storage).keySet()).containsAll(Set.of("NO_CONTENT", "REPLAYED"));
        }
        assertThat(said.toString())
                .contains("PEER_GONE", "the edge says LONGER_THAN_TIME", "the edge says NO_CONTENT")
                .contains("is not what was stored", ", 0 of them since the loss");
    }

    /// Returns what was rejected.
    private Map<String, Long> isBilled(Devnet devnet, int who, String chain, LiveUsage usage) throws IOException {
        var endpoints = endpoints(devnet, who);
        var progress = new Progress(new PrintWriter(said, true));
        try (var stage = new Stage(endpoints, new ChainName(chain), folder.resolve(chain), new Stop(), progress)) {
            var demo = new Demo(stage, new RecomputedBill(), folder);
            var served = demo.used(usage, demo.prepared(usage));
            stage.providers().forEach(provider -> provider.submitter().flush());
            var totals = stage.stop().until("the windows", PATIENCE, POLL, () -> judged(stage));
            var bill = folder.resolve(chain + "-bill");
            stage.readings().exportBill(bill);
            var outcome = new RecomputedBill().verify(bill, endpoints.genesisFile());
            assertThat(outcome.reason()).isEmpty();
            assertThat(outcome.units()).isEqualTo(served.units()).isPositive();
            assertThat(outcome.proofsChecked()).isEqualTo(totals.getReceipts());
            return totals.getRejectionsMap();
        }
    }

    /// Once a window has judged every receipt, and main has paid for it.
    private static Optional<Totals> judged(Stage stage) {
        var totals = stage.readings().totals();
        long rejected = totals.getRejectionsMap().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        boolean done = stage.providers().stream()
                .allMatch(provider -> provider.submitter().isDone());
        var settled = stage.providers().stream()
                .map(provider -> stage.readings().settled(provider.address()).billed())
                .reduce(Amount.ZERO, Amount::plus);
        return done
                        && totals.getReceipts() + rejected >= stage.certifiedReceipts()
                        && settled.toString().equals(totals.getBilled())
                ? Optional.of(totals)
                : Optional.empty();
    }

    private static Endpoints endpoints(Devnet devnet, int who) {
        var all = DevnetStarter.endpoints(devnet);
        var own = all.accounts().subList(who * Endpoints.ACCOUNTS, (who + 1) * Endpoints.ACCOUNTS);
        return new Endpoints(all.jsonRpc(), all.grpcTargets(), all.spec(), all.genesisFile(), own);
    }
}
