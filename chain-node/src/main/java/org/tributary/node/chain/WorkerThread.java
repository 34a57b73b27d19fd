// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A [Worker] that is a thread.
final class WorkerThread implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerThread.class);
    private static final long PATIENCE_SECONDS = 10;

    private final String name;
    private final Consumer<Throwable> broken;
    private final ScheduledThreadPoolExecutor executor;

    WorkerThread(String name, Consumer<Throwable> broken) {
        this.name = name;
        this.broken = broken;
        this.executor = RealMachine.scheduler(name);
    }

    @Override
    public boolean run(Runnable task) {
        return plan(() -> executor.execute(() -> guarded(task)));
    }

    @Override
    public void later(Duration delay, Runnable task) {
        plan(() -> {
            var _ = executor.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        });
    }

    @Override
    public void repeat(Duration first, Duration period, Runnable task) {
        plan(() -> {
            var _ = executor.scheduleWithFixedDelay(
                    () -> guarded(task), first.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        });
    }

    private boolean plan(Runnable planning) {
        try {
            planning.run();
            return true;
        } catch (RejectedExecutionException closed) {
            LOG.debug("event=task_after_close thread={}", name);
            return false;
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error thrown) {
            executor.shutdown();
            broken.accept(thrown);
        }
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("event=thread_stuck thread={}", name);
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
