// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.Comparator;
import org.tributary.primitives.Hash;

/// An entry that passed every check of its own; the merge decides whether it adds anything.
///
/// @param total the receipt's cumulative units
/// @param receipt hashStruct of the receipt: one receipt sorts alike whatever batch brought it
record Candidate(long bucket, long total, Hash receipt, Hash batch, int index) {
    /// By bucket, of one bucket the lowest total first.
    static final Comparator<Candidate> LOWEST_FIRST = (a, b) -> {
        int byBucket = Long.compare(a.bucket, b.bucket);
        int byTotal = byBucket != 0 ? byBucket : Long.compare(a.total, b.total);
        return byTotal != 0 ? byTotal : a.compareContent(b);
    };

    /// By bucket, of one bucket the highest total first.
    static final Comparator<Candidate> HIGHEST_FIRST = (a, b) -> {
        int byBucket = Long.compare(a.bucket, b.bucket);
        int byTotal = byBucket != 0 ? byBucket : Long.compare(b.total, a.total);
        return byTotal != 0 ? byTotal : a.compareContent(b);
    };

    private int compareContent(Candidate other) {
        int byReceipt = receipt.compareTo(other.receipt);
        int byBatch = byReceipt != 0 ? byReceipt : batch.compareTo(other.batch);
        return byBatch != 0 ? byBatch : Integer.compare(index, other.index);
    }
}
