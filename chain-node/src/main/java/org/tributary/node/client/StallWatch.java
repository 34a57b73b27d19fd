// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// Breaks a download off when nothing has come for a while: the HTTP client would wait for ever.
final class StallWatch implements AutoCloseable {
    /// Above what an edge waits for a receipt, or for the next bucket where these are short.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final InputStream body;
    private final Thread thread;
    private volatile long movedNanos = System.nanoTime();

    StallWatch(InputStream body) {
        this.body = body;
        this.thread = Thread.ofVirtual().name("stall").start(this::run);
    }

    void moved() {
        movedNanos = System.nanoTime();
    }

    private void run() {
        try {
            while (System.nanoTime() - movedNanos < PATIENCE.toNanos()) {
                Thread.sleep(LOOK);
            }
            body.close();
        } catch (InterruptedException finished) {
            Thread.currentThread().interrupt();
        } catch (IOException broken) {
            // Whoever reads finds out.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
