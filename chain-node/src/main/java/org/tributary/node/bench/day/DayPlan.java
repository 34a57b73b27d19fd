// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench.day;

import java.util.stream.LongStream;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.primitives.Amount;
import org.tributary.primitives.UsageKind;

/// Traffic cut into sessions of 2 Mbit/s that last an hour: one receipt for each bucket of five minutes.
///
/// @param sessionsPerBucket that begin in each bucket
/// @param buckets in which sessions begin
record DayPlan(int sessionsPerBucket, int buckets) {
    static final int SESSION_BUCKETS = 12;
    static final int PROVIDERS = 64;
    static final long MOST_TERABYTES = 3_000;

    private static final int BUCKETS_PER_DAY = 288;
    private static final long BYTES_PER_SECOND = 2_000_000 / 8;
    static final long RECEIPT_BYTES = BYTES_PER_SECOND * SoloNetwork.BUCKET_MILLIS / 1_000;

    static final DaySession.Traffic TRAFFIC = new DaySession.Traffic(
            BillingProfile.perUnit(UsageKind.BYTES, Amount.ofTokens(1), 1_000_000_000),
            LongStream.rangeClosed(1, SESSION_BUCKETS)
                    .mapToObj(buckets -> buckets * RECEIPT_BYTES)
                    .toList(),
            SESSION_BUCKETS * RECEIPT_BYTES);

    /// A day with at least so many bytes.
    ///
    /// @param terabytes of 10^12 bytes
    static DayPlan ofTerabytes(long terabytes) {
        long receipts = Math.ceilDiv(terabytes * 1_000_000_000_000L, RECEIPT_BYTES);
        return new DayPlan((int) Math.ceilDiv(receipts, (long) BUCKETS_PER_DAY * SESSION_BUCKETS), BUCKETS_PER_DAY);
    }

    long receipts() {
        return (long) sessionsPerBucket * buckets * SESSION_BUCKETS;
    }

    /// A token for a gigabyte, and what sessions may use beyond what they do.
    Amount cover() {
        return Amount.ofTokens(2 * receipts() * RECEIPT_BYTES / 1_000_000_000 + 1_000);
    }
}
