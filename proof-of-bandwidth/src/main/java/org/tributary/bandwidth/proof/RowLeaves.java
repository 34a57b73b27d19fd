// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.proof;

import java.util.List;
import org.tributary.bandwidth.merkle.SumTree;
import org.tributary.primitives.Bucket;

/// A row with the leaves that it sums, in their order: what a store keeps to make proofs from.
public record RowLeaves(UsageRow row, List<UsageLeaf> leaves) {
    public RowLeaves {
        leaves = List.copyOf(leaves);
    }

    /// The row of these leaves, at least one, in their order.
    public static RowLeaves of(BillingKey key, List<UsageLeaf> leaves) {
        long first = Long.MAX_VALUE;
        long last = 0;
        for (var leaf : leaves) {
            first = Math.min(first, leaf.bucket().number());
            last = Math.max(last, leaf.bucket().number());
        }
        var row = new UsageRow(
                key, new Bucket(first), new Bucket(last), tree(leaves).root());
        return new RowLeaves(row, leaves);
    }

    public SumTree tree() {
        return tree(leaves);
    }

    public static SumTree tree(List<UsageLeaf> leaves) {
        return SumTree.of(leaves.size(), i -> leaves.get(i).node());
    }
}
