// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.proof;

import java.util.List;
import org.tributary.bandwidth.merkle.HashTree;
import org.tributary.bandwidth.merkle.SumTree;
import org.tributary.primitives.Hash;

/// Makes the proofs of one row's receipts; the row's tree is built once.
public final class RowProofs {
    private final RowLeaves row;
    private final SumTree tree;
    private final int rowIndex;
    private final int rows;
    private final List<Hash> windowPath;

    /// @param rows all rows of the window, in order
    /// @param rowIndex which of them `row` is
    public RowProofs(List<UsageRow> rows, int rowIndex, RowLeaves row) {
        this.row = row;
        this.tree = row.tree();
        this.rowIndex = rowIndex;
        this.rows = rows.size();
        this.windowPath = HashTree.path(rows.stream().map(UsageRow::hash).toList(), rowIndex);
    }

    public InclusionProof proof(int leafIndex) {
        return new InclusionProof(
                row.leaves().get(leafIndex),
                new SumPath(leafIndex, tree.path(leafIndex)),
                row.row(),
                new RowPath(rowIndex, rows, windowPath));
    }
}
