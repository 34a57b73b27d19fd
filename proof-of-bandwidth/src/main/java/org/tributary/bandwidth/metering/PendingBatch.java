// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import org.tributary.bandwidth.check.Span;
import org.tributary.bandwidth.receipt.ReceiptBatch;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// An ordered batch of which windows have not consumed all yet.
///
/// @param span the buckets that acceptance leaves to it
/// @param next entries that fall due from this bucket on are not consumed yet
public record PendingBatch(ReceiptBatch batch, Bucket arrival, Span span, Bucket next) {
    public Hash hash() {
        return batch.hash();
    }

    PendingBatch after(Bucket windowEnd) {
        return new PendingBatch(batch, arrival, span, windowEnd.next());
    }

    boolean isConsumed() {
        return next.isAfter(span.to());
    }

    void write(RlpListWriter list) {
        list.list(batch::write)
                .bucket(arrival)
                .bucket(span.from())
                .bucket(span.to())
                .bucket(next);
    }

    static PendingBatch read(RlpListReader list) {
        return new PendingBatch(
                list.list(ReceiptBatch::read), list.bucket(), new Span(list.bucket(), list.bucket()), list.bucket());
    }
}
