// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.proof;

import java.util.List;
import org.tributary.bandwidth.merkle.SumTree;

/// A row with the leaves that it sums, in their order: what a store keeps to make proofs from.
public record RowLeaves(UsageRow row, List<UsageLeaf> leaves) {
    public RowLeaves {
        leaves = List.copyOf(leaves);
    }

    public SumTree tree() {
        return tree(leaves);
    }

    public static SumTree tree(List<UsageLeaf> leaves) {
        return SumTree.of(leaves.size(), i -> leaves.get(i).node());
    }
}
