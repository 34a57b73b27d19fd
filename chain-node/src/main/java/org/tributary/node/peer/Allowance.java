// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import java.time.Duration;

/// How much of its [RateLimit] one peer has used, over all its streams of one priority. The clock is a parameter.
///
/// A message is taken whole, whatever it costs; the next one waits until it is paid for. So what a peer sends in the long
/// run never exceeds its rate, whatever it says in between.
final class Allowance {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final RateLimit limit;
    /// When all that was taken is paid for; a second behind the clock where the peer has been silent for long.
    private long framesPaidNanos;
    private long bytesPaidNanos;

    Allowance(RateLimit limit, long nowNanos) {
        this.limit = limit;
        framesPaidNanos = nowNanos - SECOND_NANOS;
        bytesPaidNanos = nowNanos - SECOND_NANOS;
    }

    /// Takes what has come already.
    ///
    /// @return how long the peer's next message has to wait; zero or less where it need not
    synchronized Duration spend(int frames, int bytes, long nowNanos) {
        framesPaidNanos = paid(framesPaidNanos, frames, limit.frames(), nowNanos);
        bytesPaidNanos = paid(bytesPaidNanos, bytes, limit.bytes(), nowNanos);
        // Differences, because the clock may be anywhere in its range.
        return Duration.ofNanos(Math.max(framesPaidNanos - nowNanos, bytesPaidNanos - nowNanos));
    }

    private static long paid(long before, int amount, long perSecond, long nowNanos) {
        long saved = Math.max(before - nowNanos, -SECOND_NANOS);
        return nowNanos + saved + amount * SECOND_NANOS / perSecond;
    }
}
