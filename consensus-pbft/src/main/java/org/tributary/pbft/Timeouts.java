// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

/// How long a replica waits. Protocol §3: ×1.5 for every view change at one height, capped.
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

    /// `firstMillis` × 1.5^`changes`, rounded down at each factor.
    public long progressMillis(long changes) {
        long millis = firstMillis;
        for (long change = 0; change < changes && millis < capMillis; change++) {
            // At least one more, so that a very short first time-out grows too.
            millis += Math.max(1, millis / 2);
        }
        return Math.min(millis, capMillis);
    }
}
