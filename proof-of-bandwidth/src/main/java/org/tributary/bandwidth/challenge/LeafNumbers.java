// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.challenge;

import org.tributary.bandwidth.merkle.SumNode;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// A leaf as it was hashed, which may be none that [UsageLeaf] takes.
public record LeafNumbers(Hash ticket, Bucket bucket, long oldTotal, long newTotal, long units, Hash receipt) {
    boolean isSound() {
        return newTotal >= oldTotal && units <= newTotal - oldTotal;
    }

    SumNode node() {
        return UsageLeaf.node(ticket, bucket, new long[] {oldTotal, newTotal, units}, receipt);
    }

    void write(RlpListWriter list) {
        list.hash(ticket)
                .bucket(bucket)
                .number(oldTotal)
                .number(newTotal)
                .number(units)
                .hash(receipt);
    }

    static LeafNumbers read(RlpListReader list) {
        return new LeafNumbers(list.hash(), list.bucket(), list.number(), list.number(), list.number(), list.hash());
    }
}
