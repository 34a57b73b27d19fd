// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Submitters at work, several connections to each node, until it is closed.
final class Load implements AutoCloseable {
    /// At every size the load comes in at as many nodes, so that nothing but the committee's size changes.
    private static final int DOORS = 4;

    private static final int CONNECTIONS_PER_DOOR = 2;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong refusals = new AtomicLong();
    private final List<Future<Void>> submitters = new ArrayList<>();

    Load(List<ValidatorProcess> nodes, Payers payers) {
        int doors = Math.min(DOORS, nodes.size());
        int connections = doors * CONNECTIONS_PER_DOOR;
        for (int i = 0; i < connections; i++) {
            var node = nodes.get(i % doors).rpc();
            submitters.add(threads.submit(new Submitter(node, payers.share(i, connections), stopped::get, refusals)));
        }
    }

    /// Transfers that came back because there was no room for them.
    long refusals() {
        return refusals.get();
    }

    /// @throws BenchFailed where a submitter could not go on
    void check() throws InterruptedException {
        for (var submitter : submitters) {
            if (submitter.isDone()) {
                try {
                    submitter.get();
                } catch (ExecutionException failed) {
                    throw new BenchFailed("a submitter failed: " + failed.getCause(), failed);
                }
            }
        }
    }

    @Override
    public void close() {
        stopped.set(true);
        threads.shutdownNow();
        threads.close();
    }
}
