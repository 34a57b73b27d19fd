// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth;

import org.tributary.primitives.Bucket;
import org.tributary.primitives.UsageKind;

/// The metering parameters of one service chain; all but the first two are counted in buckets or
/// entries. Protocol §7.
///
/// @param kind what the chain counts
/// @param bucketMillis length of one bucket in block time
/// @param windowBuckets buckets that one ProofOfBandwidth transaction covers
/// @param softAcceptanceBuckets how long after a window's end receipts for it still go into it
/// @param hardAcceptanceBuckets how long after its bucket a receipt is still taken, by a later window
/// @param openingAllowanceBuckets how far from its start a ticket may be opened, and how far ahead a
///     client's clock may be
/// @param maxTicketBuckets the longest validity of a ticket
/// @param maxReceiptsPerBatch what a sender must split at
public record MeteringRules(
        UsageKind kind,
        long bucketMillis,
        long windowBuckets,
        long softAcceptanceBuckets,
        long hardAcceptanceBuckets,
        long openingAllowanceBuckets,
        long maxTicketBuckets,
        int maxReceiptsPerBatch) {
    /// So that sums of a bucket and a few rules stay far below 2^63.
    private static final long MOST_BUCKETS = 1L << 32;

    private static final long DAY_MILLIS = 86_400_000;

    /// Bounds the work of one batch, whatever a chain's registration says.
    public static final int MOST_RECEIPTS = 1_000_000;

    public MeteringRules {
        require(bucketMillis >= 1, "a bucket lasts at least a millisecond");
        require(windowBuckets >= 1 && windowBuckets <= MOST_BUCKETS, "a window covers 1 to 2^32 buckets");
        require(softAcceptanceBuckets >= 0, "soft acceptance is not negative");
        require(
                hardAcceptanceBuckets >= softAcceptanceBuckets && hardAcceptanceBuckets <= MOST_BUCKETS,
                "hard acceptance is at least soft acceptance");
        // Else a ticket could be opened again after its state was dropped.
        require(
                openingAllowanceBuckets >= 0 && openingAllowanceBuckets <= hardAcceptanceBuckets,
                "the opening allowance lies within hard acceptance");
        require(maxTicketBuckets >= 1 && maxTicketBuckets <= MOST_BUCKETS, "a ticket lasts 1 to 2^32 buckets");
        require(
                maxReceiptsPerBatch >= 1 && maxReceiptsPerBatch <= MOST_RECEIPTS,
                "a batch has 1 to " + MOST_RECEIPTS + " receipts");
    }

    /// The bucket of a block's time.
    public Bucket bucket(long blockMillis) {
        return new Bucket(blockMillis / bucketMillis);
    }

    /// How many buckets so many days are, the last of them maybe in part.
    public long bucketsOfDays(long days) {
        return Math.ceilDiv(Math.multiplyExact(days, DAY_MILLIS), bucketMillis);
    }

    /// The number of the window that `bucket` lies in.
    public long window(Bucket bucket) {
        return bucket.number() / windowBuckets;
    }

    public Bucket firstBucket(long window) {
        return new Bucket(Math.multiplyExact(window, windowBuckets));
    }

    public Bucket lastBucket(long window) {
        return new Bucket(Math.addExact(firstBucket(window).number(), windowBuckets - 1));
    }

    /// The last bucket in which a receipt of `bucket` may arrive.
    public Bucket acceptanceEnd(Bucket bucket) {
        // Capabilities may be valid for ever.
        return bucket.plus(Math.min(hardAcceptanceBuckets, Long.MAX_VALUE - bucket.number()));
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
