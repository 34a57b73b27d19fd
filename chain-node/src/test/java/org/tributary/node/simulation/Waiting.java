// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/// Threads without number: each task runs a moment later, and they overtake each other.
final class Waiting extends AbstractExecutorService {
    private final Life life;
    private boolean closed;

    Waiting(Life life) {
        this.life = life;
    }

    @Override
    public void execute(Runnable task) {
        life.soon(() -> {
            if (!closed) {
                task.run();
            }
        });
    }

    @Override
    public void shutdown() {
        closed = true;
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
}
