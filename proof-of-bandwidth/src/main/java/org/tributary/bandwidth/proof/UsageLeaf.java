// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.proof;

import java.nio.ByteBuffer;
import java.util.Comparator;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.merkle.NodeTag;
import org.tributary.bandwidth.merkle.SumNode;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.Keccak;

/// One receipt that counted: it raised its ticket's total from `oldTotal` to `newTotal`.
///
/// @param receipt hashStruct of the receipt
public record UsageLeaf(Hash ticket, Bucket bucket, long oldTotal, long newTotal, Hash receipt)
        implements Comparable<UsageLeaf> {
    private static final int SIZE = 1 + 32 + 3 * Long.BYTES + 32;
    private static final Comparator<UsageLeaf> ORDER =
            Comparator.comparing(UsageLeaf::ticket).thenComparingLong(UsageLeaf::newTotal);

    public UsageLeaf {
        if (oldTotal < 0 || newTotal <= oldTotal) {
            throw new IllegalArgumentException("a leaf raises a total");
        }
    }

    public long units() {
        return newTotal - oldTotal;
    }

    public SumNode node() {
        var bytes = ByteBuffer.allocate(SIZE)
                .put(NodeTag.LEAF.code())
                .put(ticket.bytes().toArrayUnsafe())
                .putLong(bucket.number())
                .putLong(oldTotal)
                .putLong(newTotal)
                .put(receipt.bytes().toArrayUnsafe());
        return new SumNode(Keccak.hash(Bytes.wrap(bytes.array())), units(), 1);
    }

    /// By ticket, then by total: a ticket's totals only rise.
    @Override
    public int compareTo(UsageLeaf other) {
        return ORDER.compare(this, other);
    }

    public void write(RlpListWriter list) {
        list.hash(ticket).bucket(bucket).number(oldTotal).number(newTotal).hash(receipt);
    }

    public static UsageLeaf read(RlpListReader list) {
        return new UsageLeaf(list.hash(), list.bucket(), list.number(), list.number(), list.hash());
    }
}
