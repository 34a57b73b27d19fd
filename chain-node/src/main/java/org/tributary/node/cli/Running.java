// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tributary.node.Node;

/// Keeps a command alive while its nodes run.
final class Running implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final long CLOSE_SECONDS = 20;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private Running() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            asked.countDown();
            try {
                closed.await(CLOSE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /// Returns 0 after a signal to end, 1 when a node has halted by itself. The nodes are closed before
    /// the JVM ends.
    static int untilEnd(List<Node> nodes) throws InterruptedException {
        try (var running = new Running()) {
            try {
                while (running.isWanted()) {
                    for (var node : nodes) {
                        if (node.awaitHalt(LOOK.dividedBy(nodes.size()))) {
                            return 1;
                        }
                    }
                }
                return 0;
            } finally {
                nodes.forEach(Node::close);
            }
        }
    }

    /// Something that may end by itself.
    @FunctionalInterface
    interface Ending {
        /// Whether it has, waited for.
        boolean await(Duration patience) throws InterruptedException;
    }

    /// Returns after a signal to end, or after the end. The JVM ends when the caller has closed the answer, which it
    /// does
    /// last.
    static Running await(Ending ending) throws InterruptedException {
        var running = new Running();
        while (running.isWanted() && !ending.await(LOOK)) {
            // Looks again.
        }
        return running;
    }

    /// Whether nobody has asked for the end.
    boolean isWanted() {
        return asked.getCount() > 0;
    }

    /// As [#untilEnd], with one node that is started here, and again whenever it asks for it.
    ///
    /// @param started told after each start
    static int untilEnd(Supplier<Node> start, Consumer<Node> started) throws InterruptedException {
        try (var running = new Running()) {
            while (running.isWanted()) {
                try (var node = start.get()) {
                    started.accept(node);
                    while (running.isWanted() && !node.isToBeRestarted()) {
                        if (node.awaitHalt(LOOK)) {
                            return 1;
                        }
                    }
                }
            }
            return 0;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
