// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.Comparator;
import org.tributary.primitives.Hash;

/// An entry that passed every check of its own; the merge decides whether it adds anything.
///
/// @param total the receipt's cumulative units
/// @param receipt hashStruct of the receipt: one receipt sorts alike whatever batch brought it
record Candidate(long bucket, long total, boolean closing, Hash receipt, Hash batch, int index)
        implements Comparable<Candidate> {
    private static final Comparator<Candidate> ORDER = Comparator.comparingLong(Candidate::bucket)
            .thenComparingLong(Candidate::total)
            .thenComparing(Candidate::receipt)
            .thenComparing(Candidate::batch)
            .thenComparingInt(Candidate::index);

    @Override
    public int compareTo(Candidate other) {
        return ORDER.compare(this, other);
    }
}
