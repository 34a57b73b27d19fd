// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The machine's clock, threads, and one thread for all time-outs of a node.
public final class RealMachine implements Machine, AutoCloseable {
    private final ScheduledThreadPoolExecutor timers = scheduler("timers");

    public RealMachine() {
        timers.setRemoveOnCancelPolicy(true);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long millis() {
        return System.currentTimeMillis();
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

    @Override
    public void repeat(Duration period, Runnable task) {
        var _ = timers.scheduleWithFixedDelay(task, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Worker oneByOne(String name, Consumer<Throwable> broken) {
        return new WorkerThread(name, broken);
    }

    @Override
    public ExecutorService sideBySide(String name) {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name).factory());
    }

    @Override
    public ExecutorService onAllCores(String name) {
        return Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), threads(name));
    }

    static ScheduledThreadPoolExecutor scheduler(String name) {
        var scheduler = new ScheduledThreadPoolExecutor(1, threads(name));
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        scheduler.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        return scheduler;
    }

    private static ThreadFactory threads(String name) {
        return task -> Thread.ofPlatform().name(name).daemon(true).unstarted(task);
    }

    @Override
    public void close() {
        timers.shutdownNow();
    }
}
