// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.proof;

import java.util.List;
import org.tributary.bandwidth.merkle.SumSibling;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// From a leaf to its row's root. The row says how many leaves there are.
public record SumPath(long index, List<SumSibling> siblings) {
    private static final int MAX_LEVELS = 63;

    public SumPath {
        siblings = List.copyOf(siblings);
    }

    void write(RlpListWriter list) {
        list.number(index).list(items -> siblings.forEach(sibling -> sibling.write(items)));
    }

    static SumPath read(RlpListReader list) {
        return new SumPath(list.number(), list.list(MAX_LEVELS, SumSibling::read));
    }
}
