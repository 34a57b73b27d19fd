// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.proof;

import java.util.List;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// From a row to its window's root.
///
/// @param rows how many rows the window has
public record RowPath(long index, long rows, List<Hash> siblings) {
    private static final int MAX_LEVELS = 63;

    public RowPath {
        siblings = List.copyOf(siblings);
    }

    public void write(RlpListWriter list) {
        list.number(index).number(rows).list(siblings, RlpListWriter::hash);
    }

    public static RowPath read(RlpListReader list) {
        return new RowPath(list.number(), list.number(), list.list(MAX_LEVELS, RlpListReader::hash));
    }
}
