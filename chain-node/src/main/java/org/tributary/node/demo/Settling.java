// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.time.Duration;
import java.util.Optional;
import org.tributary.rpc.v1.Totals;

/// The wait after the traffic: until every receipt has been judged, anchored and paid.
final class Settling {
    private static final Duration CERTIFICATES = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    /// On top of the buckets that acceptance takes: heartbeats, anchoring, and a machine that is busy.
    private static final Duration SLACK = Duration.ofSeconds(90);

    private final Stage stage;

    Settling(Stage stage) {
        this.stage = stage;
    }

    /// @throws DemoFailed where it takes longer than the chain's rules allow
    void await() {
        stage.stop().until("certificates for all batches", CERTIFICATES, POLL, () -> {
            stage.providers().forEach(provider -> provider.submitter().flush());
            boolean done = stage.providers().stream()
                    .allMatch(provider -> provider.submitter().isDone());
            return done ? Optional.of(true) : Optional.empty();
        });
        long submitted = stage.certifiedReceipts();
        stage.progress().say(submitted + " receipts are certified; waiting for their windows to close and be paid");
        var buckets = stage.endpoints().spec().serviceChain(stage.chain()).buckets();
        long acceptance = (buckets.windowBuckets() + buckets.hardAcceptanceBuckets()) * buckets.bucketMillis();
        var readings = stage.readings();
        stage.stop()
                .until(
                        "the windows of " + submitted + " receipts to be paid",
                        SLACK.plusMillis(acceptance),
                        POLL,
                        () -> isSettled(readings, submitted) ? Optional.of(true) : Optional.empty());
    }

    /// Every entry of an ordered batch is judged once: accepted, or rejected with a reason.
    private static boolean isSettled(Readings readings, long submitted) {
        var totals = readings.totals();
        return judged(totals) >= submitted
                && readings.settled().billed().toString().equals(totals.getBilled());
    }

    private static long judged(Totals totals) {
        return totals.getReceipts()
                + totals.getRejectionsMap().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }
}
