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
/// @param bucket that the units belong to; of a late closing receipt it may be the one after the
///     receipt's own
/// @param units that are rated: less than the totals' difference where a cap cut them
/// @param receipt hashStruct of the receipt
public record UsageLeaf(Hash ticket, Bucket bucket, long oldTotal, long newTotal, long units, Hash receipt)
        implements Comparable<UsageLeaf> {
    private static final int SIZE = 1 + 32 + 4 * Long.BYTES + 32;
    private static final Comparator<UsageLeaf> ORDER = Comparator.comparing(UsageLeaf::ticket)
            .thenComparing(UsageLeaf::bucket)
            .thenComparingLong(UsageLeaf::newTotal);

    public UsageLeaf {
        if (oldTotal < 0 || newTotal < oldTotal || units < 0 || units > newTotal - oldTotal) {
            throw new IllegalArgumentException("a leaf raises a total, and rates no more than that");
        }
    }

    /// A leaf that nothing was cut from.
    public static UsageLeaf whole(Hash ticket, Bucket bucket, long oldTotal, long newTotal, Hash receipt) {
        return new UsageLeaf(ticket, bucket, oldTotal, newTotal, newTotal - oldTotal, receipt);
    }

    public SumNode node() {
        return node(ticket, bucket, new long[] {oldTotal, newTotal, units}, receipt);
    }

    /// The node of a leaf that may contradict itself.
    ///
    /// @param numbers old total, new total, units
    public static SumNode node(Hash ticket, Bucket bucket, long[] numbers, Hash receipt) {
        var bytes = ByteBuffer.allocate(SIZE)
                .put(NodeTag.LEAF.code())
                .put(ticket.bytes().toArrayUnsafe())
                .putLong(bucket.number())
                .putLong(numbers[0])
                .putLong(numbers[1])
                .putLong(numbers[2])
                .put(receipt.bytes().toArrayUnsafe());
        return new SumNode(Keccak.hash(Bytes.wrap(bytes.array())), numbers[2], 1);
    }

    /// By ticket, bucket and total: a ticket's totals only rise.
    @Override
    public int compareTo(UsageLeaf other) {
        return ORDER.compare(this, other);
    }

    public void write(RlpListWriter list) {
        list.hash(ticket)
                .bucket(bucket)
                .number(oldTotal)
                .number(newTotal)
                .number(units)
                .hash(receipt);
    }

    public static UsageLeaf read(RlpListReader list) {
        return new UsageLeaf(list.hash(), list.bucket(), list.number(), list.number(), list.number(), list.hash());
    }
}
