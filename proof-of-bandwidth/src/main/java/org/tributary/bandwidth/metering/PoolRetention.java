// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import org.tributary.primitives.Bucket;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// How long a pool's owner wants its receipts kept, beyond or below what the chain's rules say. Protocol §7.10.
///
/// @param until paid for: nothing of the pool's goes before the end of this bucket
/// @param forgotten receipts up to this bucket may go as soon as nobody can challenge them any more
public record PoolRetention(Bucket until, Bucket forgotten) {
    /// Nothing paid, nothing to forget.
    public static final PoolRetention NONE = new PoolRetention(Bucket.ZERO, Bucket.ZERO);

    /// Far above any bucket that comes, and far from an overflow.
    private static final long LAST = 1L << 60;

    PoolRetention retained(Bucket now, long buckets) {
        long from = Math.max(now.number(), until.number());
        return new PoolRetention(new Bucket(from > LAST - buckets ? LAST : from + buckets), forgotten);
    }

    /// What was paid for is over with it.
    PoolRetention forgotten(Bucket now) {
        return new PoolRetention(Bucket.ZERO, now);
    }

    /// The bucket up to which a batch stays for this pool's sake.
    ///
    /// @param newest in which the batch arrived, or a receipt of it lies
    /// @param least buckets past the newest, within which entries can be taken and challenged
    /// @param usual buckets past the newest, for which the rules have receipts kept
    public Bucket keeps(Bucket newest, long least, long usual) {
        if (isForgotten(newest)) {
            return newest.plus(least);
        }
        var end = newest.plus(usual);
        return until.isAfter(end) ? until : end;
    }

    private boolean isForgotten(Bucket newest) {
        return !forgotten.equals(Bucket.ZERO) && !newest.isAfter(forgotten);
    }

    void write(RlpListWriter list) {
        list.bucket(until).bucket(forgotten);
    }

    static PoolRetention read(RlpListReader list) {
        return new PoolRetention(list.bucket(), list.bucket());
    }
}
