// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.proof;

import org.tributary.bandwidth.merkle.NodeTag;
import org.tributary.bandwidth.merkle.SumNode;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.Keccak;

/// The usage of one billing key in one window: units, not money.
///
/// @param first the lowest bucket of its receipts (late ones may lie before the window)
/// @param last the highest bucket of its receipts
/// @param sum root of the Merkle-sum tree over the row's leaves: the receipts root, the units, how many receipts
public record UsageRow(BillingKey key, Bucket first, Bucket last, SumNode sum) {
    public UsageRow {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("a row does not end before it begins");
        }
    }

    public long units() {
        return sum.units();
    }

    public long receipts() {
        return sum.count();
    }

    /// The row's leaf in the window's tree.
    public Hash hash() {
        return Keccak.hash(NodeTag.ROW.bytes(), Rlp.list(this::write));
    }

    public void write(RlpListWriter list) {
        key.write(list);
        list.bucket(first).bucket(last);
        sum.write(list);
    }

    public static UsageRow read(RlpListReader list) {
        return new UsageRow(BillingKey.read(list), list.bucket(), list.bucket(), SumNode.read(list));
    }
}
