// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.merkle;

import java.nio.ByteBuffer;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.Keccak;

/// A node of a Merkle-sum tree: what lies below it, and how much that is.
public record SumNode(Hash hash, long units, long count) {
    static final int SIZE = 1 + 2 * (32 + 2 * Long.BYTES);

    public SumNode {
        if (units < 0 || count < 1) {
            throw new IllegalArgumentException("a node sums at least one leaf, and no negative units");
        }
    }

    /// The parent of two nodes.
    ///
    /// @throws ArithmeticException where the units leave 2^63 − 1
    public static SumNode inner(SumNode left, SumNode right) {
        return new SumNode(
                innerHash(left, right), Math.addExact(left.units, right.units), Math.addExact(left.count, right.count));
    }

    /// The hash of the node above two nodes, whatever it says that they add up to.
    public static Hash innerHash(SumNode left, SumNode right) {
        var bytes = ByteBuffer.allocate(SIZE).put(NodeTag.SUM_INNER.code());
        left.put(bytes);
        right.put(bytes);
        return Keccak.hash(Bytes.wrap(bytes.array()));
    }

    private void put(ByteBuffer bytes) {
        bytes.put(hash.bytes().toArrayUnsafe()).putLong(units).putLong(count);
    }

    public void write(RlpListWriter list) {
        list.hash(hash).number(units).number(count);
    }

    public static SumNode read(RlpListReader list) {
        return new SumNode(list.hash(), list.number(), list.number());
    }
}
