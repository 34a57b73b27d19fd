// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before dialling again: doubling from 50 ms to 1 s, so that a peer that restarts is back quickly, and
/// with a random half, so that a network that restarts does not dial in step.
final class Backoff {
    private static final long FIRST_MILLIS = 50;
    private static final long MOST_MILLIS = 1_000;

    private final RandomGenerator random;
    private long nextMillis = FIRST_MILLIS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    Duration next() {
        long half = nextMillis / 2;
        nextMillis = Math.min(MOST_MILLIS, 2 * nextMillis);
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }

    void reset() {
        nextMillis = FIRST_MILLIS;
    }
}
