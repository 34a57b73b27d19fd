// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// A process's executor on the agenda: one task after the other, each a moment after the one before.
///
/// Only what the node uses works; anything else says so.
final class Tasks extends AbstractExecutorService implements ScheduledExecutorService {
    private final Life life;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;
    private boolean closed;

    Tasks(Life life) {
        this.life = life;
    }

    @Override
    public void execute(Runnable task) {
        if (closed) {
            return;
        }
        waiting.add(task);
        if (!running) {
            running = true;
            life.soon(this::runNext);
        }
    }

    private void runNext() {
        var task = waiting.poll();
        if (task != null && !closed) {
            task.run();
        }
        if (waiting.isEmpty() || closed) {
            running = false;
        } else {
            life.soon(this::runNext);
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        life.inMicros(unit.toMicros(delay), () -> execute(task));
        return new Planned();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        life.inMicros(
                unit.toMicros(first),
                () -> execute(() -> {
                    task.run();
                    var _ = scheduleWithFixedDelay(task, delay, delay, unit);
                }));
        return new Planned();
    }

    @Override
    public void shutdown() {
        closed = true;
        waiting.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return closed;
    }

    @Override
    public boolean isTerminated() {
        return closed;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return closed;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    /// Nobody in the node looks at it.
    private static final class Planned implements ScheduledFuture<Object> {
        @Override
        public long getDelay(TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int compareTo(Delayed other) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public Object get() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object get(long timeout, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }
    }
}
