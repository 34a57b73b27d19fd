// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.view;

import java.time.Duration;

/// How long a service chain's members keep the batches of receipts. Protocol §7.9, §7.10.
///
/// @param leastBuckets within which entries are taken, settled and challenged: nothing goes before
/// @param usualBuckets for which receipts are kept unless a pool's owner wants it otherwise
/// @param sweepPeriod how often members look for what may go
public record RetentionTerms(long leastBuckets, long usualBuckets, Duration sweepPeriod) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int SWEEPS = 16;

    public static RetentionTerms of(long leastBuckets, long usualBuckets, long bucketMillis) {
        var part = Duration.ofMillis(Math.multiplyExact(leastBuckets, bucketMillis) / SWEEPS);
        var period = part.compareTo(SHORTEST) < 0 ? SHORTEST : part.compareTo(LONGEST) > 0 ? LONGEST : part;
        return new RetentionTerms(leastBuckets, usualBuckets, period);
    }
}
