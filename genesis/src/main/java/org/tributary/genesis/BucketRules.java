// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

/// How a service chain slices time, and how long it takes what belongs to a slice. Protocol §7. All but the first are
/// counted in buckets.
///
/// @param bucketMillis length of one bucket
/// @param windowBuckets buckets that one ProofOfBandwidth transaction covers
/// @param softAcceptanceBuckets after a window's end, receipts for it still go into it
/// @param hardAcceptanceBuckets after a bucket's end, receipts for it are still taken, by a later window
/// @param challengeBuckets after hard acceptance, an entry may still be challenged
/// @param retentionBuckets how long receipts and ticket state are kept
public record BucketRules(
        long bucketMillis,
        long windowBuckets,
        long softAcceptanceBuckets,
        long hardAcceptanceBuckets,
        long challengeBuckets,
        long retentionBuckets) {
    /// Ten years of 5-minute buckets.
    private static final long MOST = 10 * 365 * 288;

    public BucketRules {
        Fields.between("bucketMillis", bucketMillis, 10, 86_400_000);
        Fields.between("windowBuckets", windowBuckets, 1, MOST);
        Fields.between("softAcceptanceBuckets", softAcceptanceBuckets, 0, MOST);
        Fields.between("hardAcceptanceBuckets", hardAcceptanceBuckets, softAcceptanceBuckets, MOST);
        Fields.between("challengeBuckets", challengeBuckets, 1, MOST);
        Fields.between("retentionBuckets", retentionBuckets, 1, 3 * MOST);
        Fields.require(
                retentionBuckets >= windowBuckets + hardAcceptanceBuckets + challengeBuckets,
                "retentionBuckets",
                "must cover windowBuckets + hardAcceptanceBuckets + challengeBuckets, else a challenge finds nothing");
    }

    void write(FieldSink sink) {
        sink.number("bucketMillis", bucketMillis)
                .number("windowBuckets", windowBuckets)
                .number("softAcceptanceBuckets", softAcceptanceBuckets)
                .number("hardAcceptanceBuckets", hardAcceptanceBuckets)
                .number("challengeBuckets", challengeBuckets)
                .number("retentionBuckets", retentionBuckets);
    }

    static BucketRules read(FieldSource source) {
        return new BucketRules(
                source.number("bucketMillis"),
                source.number("windowBuckets"),
                source.number("softAcceptanceBuckets"),
                source.number("hardAcceptanceBuckets"),
                source.number("challengeBuckets"),
                source.number("retentionBuckets"));
    }
}
