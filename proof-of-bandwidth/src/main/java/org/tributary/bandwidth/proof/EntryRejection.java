// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.proof;

import java.util.Comparator;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.merkle.NodeTag;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

/// The verdict on one refused entry of an ordered batch.
///
/// @param batch hash of the batch
/// @param index the entry's place in it
public record EntryRejection(Hash batch, int index, Rejection rejection) implements Comparable<EntryRejection> {
    private static final Comparator<EntryRejection> ORDER =
            Comparator.comparing(EntryRejection::batch).thenComparingInt(EntryRejection::index);

    /// The entry's leaf in a window's rejections root.
    public Hash hash() {
        return Keccak.hash(
                NodeTag.REJECTION.bytes(),
                batch.bytes(),
                Bytes.ofUnsignedInt(index),
                Bytes.ofUnsignedShort(rejection.code()));
    }

    @Override
    public int compareTo(EntryRejection other) {
        return ORDER.compare(this, other);
    }
}
