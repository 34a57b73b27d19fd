// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.log;

import java.time.LocalDate;
import org.tributary.genesis.BucketRules;
import org.tributary.primitives.Bucket;

/// How a log is cut into segments: by size, and by the time at which batches arrive, so that what is
/// past its time goes by whole segments.
///
/// @param bucketMillis length of one bucket
/// @param segmentBuckets arrivals of so many buckets share a segment at most
/// @param segmentBytes a segment that a further record would make larger is sealed
public record LogShape(long bucketMillis, long segmentBuckets, int segmentBytes) {
    private static final long DAY_MILLIS = 86_400_000;
    private static final int DEFAULT_SEGMENT_BYTES = 64 << 20;

    public LogShape {
        if (bucketMillis < 1 || segmentBuckets < 1 || segmentBytes < LogRecord.HEADER_SIZE) {
            throw new IllegalArgumentException("a segment takes at least a bucket and a record");
        }
    }

    /// A segment a day, or more where batches are not kept for a day.
    public static LogShape daily(BucketRules buckets) {
        long day = Math.max(1, DAY_MILLIS / buckets.bucketMillis());
        return new LogShape(buckets.bucketMillis(), Math.min(day, buckets.retentionBuckets()), DEFAULT_SEGMENT_BYTES);
    }

    /// Which of the spans that share a segment the arrival lies in.
    long span(Bucket acknowledged) {
        return acknowledged.number() / segmentBuckets;
    }

    LocalDate day(Bucket acknowledged) {
        return LocalDate.ofEpochDay(Math.multiplyExact(acknowledged.number(), bucketMillis) / DAY_MILLIS);
    }
}
