// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import org.tributary.primitives.Bucket;

/// Which sample, day and period a bucket belongs to. Samples are of five minutes, or of one bucket
/// where those are longer.
///
/// @param bucketMillis length of one bucket
/// @param offsetMinutes of the profile's days from those of UTC, in quarters of an hour
public record BillingCalendar(long bucketMillis, int offsetMinutes) {
    private static final long SAMPLE_MILLIS = 300_000;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long MINUTE_MILLIS = 60_000;

    /// Whether samples are whole buckets and days are whole samples: without it nothing can be ranked.
    public boolean isEven() {
        return SAMPLE_MILLIS % bucketMillis == 0 || bucketMillis % SAMPLE_MILLIS == 0 && DAY_MILLIS % bucketMillis == 0;
    }

    long sampleMillis() {
        return Math.max(SAMPLE_MILLIS, bucketMillis);
    }

    long bucketsPerSample() {
        return sampleMillis() / bucketMillis;
    }

    int samplesPerDay() {
        return (int) (DAY_MILLIS / sampleMillis());
    }

    /// Counted from the calendar's first one.
    long sample(Bucket bucket) {
        return millis(bucket) / sampleMillis();
    }

    /// Counted from 1970-01-01; what lies before it counts as its first moment.
    public long day(Bucket bucket) {
        return millis(bucket) / DAY_MILLIS;
    }

    public BillingPeriod period(Bucket bucket, boolean monthly) {
        return monthly ? BillingPeriod.month(day(bucket)) : BillingPeriod.day(day(bucket));
    }

    /// The period that the bucket after this period's last one lies in.
    public BillingPeriod next(BillingPeriod period, boolean monthly) {
        long day = period.firstDay() + period.days();
        return monthly ? BillingPeriod.month(day) : BillingPeriod.day(day);
    }

    /// The last bucket that begins in the period.
    public Bucket last(BillingPeriod period) {
        long end = (period.firstDay() + period.days()) * DAY_MILLIS - offsetMinutes * MINUTE_MILLIS;
        return new Bucket((end - 1) / bucketMillis);
    }

    private long millis(Bucket bucket) {
        return Math.max(0, Math.multiplyExact(bucket.number(), bucketMillis) + offsetMinutes * MINUTE_MILLIS);
    }
}
