// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The few threads of one network, all daemons. Platform threads, since the system shares its cores among them fairly:
/// a virtual thread that computes elsewhere in the process would keep votes waiting.
final class PeerThreads implements AutoCloseable {
    private static final long CLOSE_SECONDS = 5;

    /// One thread, so that a stream is written by one at a time and many frames meet in one batch.
    private final ThreadPoolExecutor urgentOut = pool("peer-urgent-out", 1);
    private final ThreadPoolExecutor bulkOut = pool("peer-bulk-out", 1);
    private final ThreadPoolExecutor urgentIn = pool("peer-urgent-in", 2);
    private final ThreadPoolExecutor bulkIn = pool("peer-bulk-in", 2);
    /// Answers are read from disk, and those of others are handed on from here.
    private final ThreadPoolExecutor questions = pool("peer-question", 2);
    private final ScheduledThreadPoolExecutor clock = clock();

    Executor outgoing(Priority priority) {
        return switch (priority) {
            case URGENT -> urgentOut;
            case BULK -> bulkOut;
        };
    }

    Executor incoming(Priority priority) {
        return switch (priority) {
            case URGENT -> urgentIn;
            case BULK -> bulkIn;
        };
    }

    Executor questions() {
        return questions;
    }

    /// Runs a task that takes no time.
    void later(Runnable task, Duration delay) {
        try {
            var _ = clock.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // Nothing happens later any more.
            return;
        }
    }

    private static ScheduledThreadPoolExecutor clock() {
        return new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("peer-clock").factory());
    }

    /// The queue needs no bound of its own: a stream has at most one task in it, and calls are counted per peer.
    private static ThreadPoolExecutor pool(String name, int size) {
        ThreadFactory threads = Thread.ofPlatform().daemon().name(name + "-", 0).factory();
        var pool = new ThreadPoolExecutor(size, size, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
        // After the close: what is left to say is that calls have ended, and whoever waits for an answer must hear it.
        pool.setRejectedExecutionHandler((task, _) -> task.run());
        return pool;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        var pools = new ThreadPoolExecutor[] {urgentOut, bulkOut, urgentIn, bulkIn, questions};
        for (var pool : pools) {
            pool.shutdown();
        }
        try {
            for (var pool : pools) {
                if (!pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                    pool.shutdownNow();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
