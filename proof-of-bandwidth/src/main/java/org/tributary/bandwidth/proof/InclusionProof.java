// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.proof;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.merkle.HashTree;
import org.tributary.bandwidth.merkle.SumTree;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// Proof that one receipt is counted in a window, with the units that it added. Below 1.2 KB at a million receipts.
public record InclusionProof(UsageLeaf leaf, SumPath path, UsageRow row, RowPath rowPath) {
    /// Recomputes the row's sum and the window's root from the leaf alone.
    public Verdict verify(Hash windowRoot) {
        var sum = SumTree.climb(leaf.node(), path.index(), row.receipts(), path.siblings());
        if (sum.filter(row.sum()::equals).isEmpty()) {
            return Verdict.reject("the receipt's path does not lead to its row");
        }
        var root = HashTree.climb(row.hash(), rowPath.index(), rowPath.rows(), rowPath.siblings());
        if (root.filter(windowRoot::equals).isEmpty()) {
            return Verdict.reject("the row's path does not lead to the window's root");
        }
        return Verdict.accept();
    }

    public void write(RlpListWriter list) {
        list.list(leaf::write).list(path::write).list(row::write).list(rowPath::write);
    }

    public static InclusionProof read(RlpListReader list) {
        return new InclusionProof(
                list.list(UsageLeaf::read),
                list.list(SumPath::read),
                list.list(UsageRow::read),
                list.list(RowPath::read));
    }

    public Bytes encode() {
        return Rlp.list(this::write);
    }

    public static Decoded<InclusionProof> decode(Bytes bytes) {
        return Rlp.decodeList(bytes, InclusionProof::read);
    }
}
