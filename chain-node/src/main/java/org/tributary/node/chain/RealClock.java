// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.tributary.pbft.driver.Clock;

/// The machine's clock, and one thread for all time-outs of a node.
public final class RealClock implements Clock, AutoCloseable {
    private final ScheduledThreadPoolExecutor timers;

    public RealClock() {
        timers = new ScheduledThreadPoolExecutor(
                1, task -> Thread.ofPlatform().name("timers").daemon(true).unstarted(task));
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        try {
            var scheduled = timers.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    /// Runs `task` again and again, each time `period` after it ended.
    public void repeat(Duration period, Runnable task) {
        var _ = timers.scheduleWithFixedDelay(task, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        timers.shutdownNow();
    }
}
