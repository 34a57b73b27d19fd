// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.tributary.node.chain.Worker;

/// A process's worker on the agenda: one task after the other, each a moment after the one before.
final class SimulatedWorker implements Worker {
    private final Life life;
    private final Consumer<Throwable> broken;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;
    private boolean closed;

    SimulatedWorker(Life life, Consumer<Throwable> broken) {
        this.life = life;
        this.broken = broken;
    }

    @Override
    public boolean run(Runnable task) {
        if (closed) {
            return false;
        }
        waiting.add(task);
        if (!running) {
            running = true;
            life.soon(this::runNext);
        }
        return true;
    }

    private void runNext() {
        var task = waiting.poll();
        if (task != null && !closed) {
            guarded(task);
        }
        if (waiting.isEmpty() || closed) {
            running = false;
        } else {
            life.soon(this::runNext);
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error thrown) {
            close();
            broken.accept(thrown);
        }
    }

    @Override
    public void later(Duration delay, Runnable task) {
        life.inMicros(delay.toNanos() / 1_000, () -> run(task));
    }

    @Override
    public void repeat(Duration first, Duration period, Runnable task) {
        later(first, () -> {
            task.run();
            repeat(period, period, task);
        });
    }

    @Override
    public void close() {
        closed = true;
        waiting.clear();
    }
}
