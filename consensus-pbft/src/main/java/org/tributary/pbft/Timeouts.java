// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

/// How long a replica waits. Protocol §3: ×1.5 for every view change at one height, capped; of these, those that
/// crashed primaries alone may have brought do not count (ADR 0011).
///
/// @param firstMillis patience in the view that a height starts in; above the application's pause between
///     blocks
/// @param capMillis the longest patience of all
/// @param catchUpMillis how long one peer may take to answer a request for blocks
public record Timeouts(long firstMillis, long capMillis, long catchUpMillis) {
    public static final Timeouts DEFAULT = new Timeouts(1_000, 10_000, 500);

    public Timeouts {
        if (firstMillis < 1 || capMillis < firstMillis || catchUpMillis < 1) {
            throw new IllegalArgumentException("time-outs are positive, and the cap is not below the first");
        }
    }

    /// `firstMillis` × 1.5^(`changes` − (`faults` − 1)), rounded down at each factor. As many primaries in a
    /// row as may be faulty say nothing about the network's speed: nobody waits longer for that.
    ///
    /// @param changes views since the height started
    /// @param faults how many members may be faulty
    public long progressMillis(long changes, int faults) {
        long free = Math.max(0, faults - 1);
        long millis = firstMillis;
        for (long change = free; change < changes && millis < capMillis; change++) {
            // At least one more, so that a very short first time-out grows too.
            millis += Math.max(1, millis / 2);
        }
        return Math.min(millis, capMillis);
    }
}
