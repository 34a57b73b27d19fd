// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.receipt;

import java.util.List;
import org.tributary.bandwidth.merkle.HashTree;
import org.tributary.primitives.Hash;

/// The tree over the entries of a batch, in their order.
public final class BatchTree {
    private BatchTree() {}

    public static Hash root(List<SignedReceipt> receipts) {
        return HashTree.root(receipts.stream().map(SignedReceipt::entryHash).toList());
    }
}
