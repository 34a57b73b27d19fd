// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.tributary.node.demo.TraceSession.Use;
import org.tributary.primitives.Bucket;

/// Replays a plan in real time, one log bucket per bucket: opens tickets shortly before they are needed,
/// signs each receipt in its bucket, and lets every provider submit one batch per bucket.
final class TraceReplay {
    /// Buckets from now to the log's first: room for the first tickets.
    static final long LEAD = 25;

    /// Buckets from lodging a ticket to its start; within the opening allowance, with room for a chain
    /// that lags.
    private static final long OPEN_AHEAD = 15;

    private static final int CONCURRENT_OPENINGS = 64;
    private static final long PROGRESS_BUCKETS = 100;

    private final TracePlan plan;
    private final Stage stage;
    private final Gateway gateway;
    private final Bucket base;
    private final Semaphore openings = new Semaphore(CONCURRENT_OPENINGS);
    private final TreeMap<Long, List<Due>> due = new TreeMap<>();
    private final List<ReplaySession> sessions = new ArrayList<>();
    private int opened;

    TraceReplay(TracePlan plan, Stage stage, Gateway gateway, Bucket base) {
        this.plan = plan;
        this.stage = stage;
        this.gateway = gateway;
        this.base = base;
        for (var trace : plan.sessions()) {
            var session = new ReplaySession(
                    trace, base, stage.providers().get(trace.provider()).submitter(), gateway.domain());
            sessions.add(session);
            trace.uses()
                    .forEach(use -> due.computeIfAbsent(use.bucket(), fresh -> new ArrayList<>())
                            .add(new Due(session, use)));
        }
    }

    private record Due(ReplaySession session, Use use) {}

    /// @throws DemoFailed where a ticket could not be opened: its bytes would be missing from the bill
    void run() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                var lodged = new ArrayList<Future<?>>();
                for (long bucket = -OPEN_AHEAD; bucket < plan.buckets(); bucket++) {
                    stage.stop().pause(stage.clock().until(new Bucket(base.number() + bucket)));
                    lodged.addAll(open(bucket + OPEN_AHEAD, threads));
                    due.getOrDefault(bucket, List.of())
                            .forEach(each -> each.session().sign(each.use()));
                    stage.providers().forEach(provider -> provider.submitter().flush());
                    sayProgress(bucket);
                }
                Futures.all(lodged);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /// Lodges the tickets of all sessions that begin up to log bucket `until`.
    private List<Future<?>> open(long until, ExecutorService threads) {
        var lodged = new ArrayList<Future<?>>();
        while (opened < sessions.size() && plan.sessions().get(opened).first() <= until) {
            var session = sessions.get(opened);
            var provider = stage.providers().get(plan.sessions().get(opened).provider());
            var opening = session.ticket(gateway, provider);
            lodged.add(threads.submit(() -> {
                openings.acquire();
                try {
                    var pause = Duration.ofMillis(stage.clock().bucketMillis());
                    session.lodge(opening, stage.desk(), pause, stage.stop()).ifPresent(reason -> {
                        throw new DemoFailed("a ticket was not opened: " + reason);
                    });
                } finally {
                    openings.release();
                }
                return true;
            }));
            opened++;
        }
        return lodged;
    }

    private void sayProgress(long bucket) {
        if (bucket % PROGRESS_BUCKETS == 0 && bucket > 0) {
            stage.progress()
                    .say("log bucket " + bucket + " of " + plan.buckets() + ", " + opened + " tickets, "
                            + stage.certifiedReceipts() + " receipts certified");
        }
    }
}
