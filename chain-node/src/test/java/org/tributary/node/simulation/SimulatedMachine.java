// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.tributary.node.chain.Machine;
import org.tributary.node.chain.Worker;

/// What a process takes from its machine, on the agenda.
record SimulatedMachine(Life life, WallClock clock) implements Machine {
    @Override
    public long millis() {
        return clock.millis();
    }

    @Override
    public long nanoTime() {
        return life.agenda().nowMicros() * 1_000;
    }

    /// A late timer must do no harm: none is ever cancelled here.
    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        life.inMicros(delay.toNanos() / 1_000, task);
        return () -> {};
    }

    @Override
    public void repeat(Duration period, Runnable task) {
        life.inMicros(period.toNanos() / 1_000, () -> {
            task.run();
            repeat(period, task);
        });
    }

    @Override
    public Worker oneByOne(String name, Consumer<Throwable> broken) {
        return new SimulatedWorker(life, broken);
    }

    @Override
    public ExecutorService sideBySide(String name) {
        return new Waiting(life);
    }

    @Override
    public ExecutorService onAllCores(String name) {
        return new Computing();
    }
}
