// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.Comparator;
import org.tributary.primitives.Hash;

/// An entry that passed every check of its own; the merge decides whether it adds anything.
///
/// @param total the receipt's cumulative units
/// @param receipt hashStruct of the receipt: one receipt sorts alike whatever batch brought it
record Candidate(long bucket, long total, Hash receipt, Hash batch, int index) {
    private static final Comparator<Candidate> BY_BUCKET = Comparator.comparingLong(Candidate::bucket);
    private static final Comparator<Candidate> BY_CONTENT = Comparator.comparing(Candidate::receipt)
            .thenComparing(Candidate::batch)
            .thenComparingInt(Candidate::index);

    /// By bucket, of one bucket the lowest total first.
    static final Comparator<Candidate> LOWEST_FIRST =
            BY_BUCKET.thenComparingLong(Candidate::total).thenComparing(BY_CONTENT);

    /// By bucket, of one bucket the highest total first.
    static final Comparator<Candidate> HIGHEST_FIRST = BY_BUCKET
            .thenComparing(Comparator.comparingLong(Candidate::total).reversed())
            .thenComparing(BY_CONTENT);
}
