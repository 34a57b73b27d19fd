// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.ArrayList;
import java.util.List;
import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.bandwidth.proof.RowLeaves;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.bandwidth.proof.UsageRow;
import org.tributary.primitives.Bucket;

/// One row while its leaves come in, ticket by ticket.
final class RowDraft {
    private final List<UsageLeaf> leaves = new ArrayList<>();
    private long units;
    private long first = Long.MAX_VALUE;
    private long last;

    /// How many more units the row can count.
    long room() {
        return Long.MAX_VALUE - units;
    }

    boolean isEmpty() {
        return leaves.isEmpty();
    }

    void add(UsageLeaf leaf) {
        units = Math.addExact(units, leaf.units());
        first = Math.min(first, leaf.bucket().number());
        last = Math.max(last, leaf.bucket().number());
        leaves.add(leaf);
    }

    RowLeaves finish(BillingKey key) {
        var sum = RowLeaves.tree(leaves).root();
        return new RowLeaves(new UsageRow(key, new Bucket(first), new Bucket(last), sum), leaves);
    }
}
