// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

/// What one ticket and one batch may hold. Protocol §7.
///
/// @param openingAllowanceBuckets how late after its start a ticket may still be opened
/// @param maxTicketBuckets the longest validity of a ticket (24 h)
/// @param maxBatchBytes of one ReceiptBatch with its receipts, as canonical bytes
/// @param maxUnorderedBlocks blocks without a certified batch before replicas change the view
/// @param capacityTolerancePercent settled units per bucket may reach this much of a provider's certified capacity
public record MeteringLimits(
        long openingAllowanceBuckets,
        long maxTicketBuckets,
        int maxReceiptsPerBatch,
        int maxBatchBytes,
        int maxUnorderedBlocks,
        int capacityTolerancePercent) {

    public MeteringLimits {
        Fields.between("openingAllowanceBuckets", openingAllowanceBuckets, 1, 1_000_000);
        Fields.between("maxTicketBuckets", maxTicketBuckets, 1, 10_000_000);
        Fields.between("maxReceiptsPerBatch", maxReceiptsPerBatch, 1, 1_000_000);
        Fields.between("maxBatchBytes", maxBatchBytes, 64 << 10, 64 << 20);
        Fields.between("maxUnorderedBlocks", maxUnorderedBlocks, 1, 10_000);
        Fields.between("capacityTolerancePercent", capacityTolerancePercent, 100, 1_000);
    }

    void write(FieldSink sink) {
        sink.number("openingAllowanceBuckets", openingAllowanceBuckets)
                .number("maxTicketBuckets", maxTicketBuckets)
                .number("maxReceiptsPerBatch", maxReceiptsPerBatch)
                .number("maxBatchBytes", maxBatchBytes)
                .number("maxUnorderedBlocks", maxUnorderedBlocks)
                .number("capacityTolerancePercent", capacityTolerancePercent);
    }

    static MeteringLimits read(FieldSource source) {
        return new MeteringLimits(
                source.number("openingAllowanceBuckets"),
                source.number("maxTicketBuckets"),
                source.count("maxReceiptsPerBatch"),
                source.count("maxBatchBytes"),
                source.count("maxUnorderedBlocks"),
                source.count("capacityTolerancePercent"));
    }
}
