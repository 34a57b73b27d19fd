// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.merkle;

import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// One step of a path in a Merkle-sum tree.
public record SumSibling(Hash hash, long units) {
    public SumSibling {
        if (units < 0) {
            throw new IllegalArgumentException("units are not negative");
        }
    }

    SumNode node(long count) {
        return new SumNode(hash, units, count);
    }

    public void write(RlpListWriter list) {
        list.hash(hash).number(units);
    }

    public static SumSibling read(RlpListReader list) {
        return new SumSibling(list.hash(), list.number());
    }
}
