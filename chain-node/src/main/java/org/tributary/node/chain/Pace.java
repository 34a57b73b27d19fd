// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

/// Spaces out blocks: one per interval on average, with a burst. One thread.
final class Pace {
    private final long intervalMillis;
    private final long burst;
    /// The moment from which all of the burst is there again.
    private long fullMillis;

    Pace(long intervalMillis, long burst) {
        this.intervalMillis = intervalMillis;
        this.burst = burst;
    }

    /// How long the next block has to wait.
    long waitMillis(long nowMillis) {
        return Math.max(0, fullMillis - (burst - 1) * intervalMillis - nowMillis);
    }

    void built(long nowMillis) {
        fullMillis = Math.max(fullMillis, nowMillis) + intervalMillis;
    }
}
