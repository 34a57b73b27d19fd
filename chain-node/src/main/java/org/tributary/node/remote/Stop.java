// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.remote;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Every wait of the demo goes through here, so that all of them end at once when the run is stopped.
public final class Stop {
    private final CountDownLatch requested = new CountDownLatch(1);

    public void request() {
        requested.countDown();
    }

    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /// @throws RemoteFailed where the run is stopped meanwhile
    public void pause(Duration duration) {
        if (await(duration)) {
            throw new RemoteFailed("stopped");
        }
    }

    /// Waits for at most `duration`; true where the run is stopped.
    public boolean await(Duration duration) {
        try {
            return requested.await(Math.max(0, duration.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Asks `probe` again and again until it has an answer.
    ///
    /// @param what is waited for, to finish the sentence "waited 10 s for …"
    public <T> T until(String what, Duration limit, Duration interval, Supplier<Optional<T>> probe) {
        long deadline = System.nanoTime() + limit.toNanos();
        var answer = probe.get();
        while (answer.isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                throw new RemoteFailed("waited " + limit.toSeconds() + " s for " + what);
            }
            pause(interval);
            answer = probe.get();
        }
        return answer.get();
    }
}
