// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.challenge;

import java.math.BigInteger;
import org.tributary.bandwidth.merkle.SumNode;
import org.tributary.primitives.codec.RlpListReader;

/// The two nodes below an inner node of a row's tree.
public record Children(SumNode left, SumNode right) {
    /// The node above them, with what it is said to sum.
    SumNode above(long units, long count) {
        return new SumNode(SumNode.innerHash(left, right), units, count);
    }

    boolean addUpTo(SumNode node) {
        return units().equals(BigInteger.valueOf(node.units()))
                && BigInteger.valueOf(left.count())
                        .add(BigInteger.valueOf(right.count()))
                        .equals(BigInteger.valueOf(node.count()));
    }

    /// What the node counts beyond its children.
    long excess(SumNode node) {
        return BigInteger.valueOf(node.units())
                .subtract(units())
                .max(BigInteger.ZERO)
                .longValueExact();
    }

    private BigInteger units() {
        return BigInteger.valueOf(left.units()).add(BigInteger.valueOf(right.units()));
    }

    static Children read(RlpListReader list) {
        return new Children(list.list(SumNode::read), list.list(SumNode::read));
    }
}
