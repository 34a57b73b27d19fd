// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.time.Duration;
import java.util.List;
import org.tributary.node.client.BucketClock;
import org.tributary.node.remote.Stop;

/// Lets every provider submit what it has collected, again and again, until closed.
final class Flushing implements AutoCloseable {
    private final List<Provider> providers;
    private final BucketClock clock;
    private final Stop end = new Stop();
    private final Thread thread;

    Flushing(List<Provider> providers, BucketClock clock, Duration interval) {
        this.providers = List.copyOf(providers);
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("batches").start(() -> run(interval));
    }

    private void run(Duration interval) {
        while (!end.await(interval)) {
            providers.forEach(provider -> provider.submitter().flush(clock.now()));
        }
    }

    /// Waits for the submission that runs: an interrupt in the middle of a write would close the journal.
    @Override
    public void close() {
        end.request();
        try {
            thread.join();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
