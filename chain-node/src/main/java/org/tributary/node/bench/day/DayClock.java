// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench.day;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.tributary.node.chain.Machine;
import org.tributary.node.chain.RealMachine;
import org.tributary.node.chain.Worker;

/// A real machine whose clock on the wall is set forward by whoever has nothing to wait for.
final class DayClock implements Machine, AutoCloseable {
    private final RealMachine machine = new RealMachine();
    private volatile long setMillis;
    private volatile long setNanos = System.nanoTime();

    DayClock(long millis) {
        this.setMillis = millis;
    }

    /// Never back.
    void set(long millis) {
        if (millis > millis()) {
            setNanos = System.nanoTime();
            setMillis = millis;
        }
    }

    @Override
    public long millis() {
        return setMillis + (System.nanoTime() - setNanos) / 1_000_000;
    }

    @Override
    public long nanoTime() {
        return machine.nanoTime();
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        return machine.schedule(delay, task);
    }

    @Override
    public void repeat(Duration period, Runnable task) {
        machine.repeat(period, task);
    }

    @Override
    public Worker oneByOne(String name, Consumer<Throwable> broken) {
        return machine.oneByOne(name, broken);
    }

    @Override
    public ExecutorService sideBySide(String name) {
        return machine.sideBySide(name);
    }

    @Override
    public ExecutorService onAllCores(String name) {
        return machine.onAllCores(name);
    }

    @Override
    public void close() {
        machine.close();
    }
}
