// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tributary.node.Node;

/// Keeps a command alive while its nodes run.
final class Running {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final long CLOSE_SECONDS = 20;

    private Running() {}

    /// Returns 0 after a signal to end, 1 when a node has halted by itself. The nodes are closed before the JVM ends.
    static int untilEnd(List<Node> nodes) throws InterruptedException {
        var asked = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        var hook = Thread.ofPlatform().unstarted(() -> {
            asked.countDown();
            try {
                closed.await(CLOSE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            while (asked.getCount() > 0) {
                for (var node : nodes) {
                    if (node.awaitHalt(LOOK.dividedBy(nodes.size()))) {
                        return 1;
                    }
                }
            }
            return 0;
        } finally {
            nodes.forEach(Node::close);
            closed.countDown();
        }
    }
}
