// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.driver;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One thread beside the replica's, for reading that nobody's vote waits for. It ends when nothing is asked for.
final class Aside implements Executor, AutoCloseable {
    /// Requests waiting. Who is dropped asks again, and somebody else.
    private static final int MAX_WAITING = 32;

    private static final long IDLE_SECONDS = 10;
    private static final long LAST_READ_SECONDS = 10;

    private final ThreadPoolExecutor thread;
    private final Consumer<Throwable> broken;

    /// @param broken told of a disk that cannot be read
    Aside(String name, Consumer<Throwable> broken) {
        this.broken = broken;
        thread = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                Thread.ofPlatform().name(name).daemon(true).factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        thread.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException | Error failure) {
                broken.accept(failure);
            }
        });
    }

    /// Returns when nothing is read any more: what is read from may be closed then.
    @Override
    public void close() {
        thread.getQueue().clear();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_READ_SECONDS, TimeUnit.SECONDS)) {
                broken.accept(new IllegalStateException("a block is still being read for a peer: the disk hangs"));
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
