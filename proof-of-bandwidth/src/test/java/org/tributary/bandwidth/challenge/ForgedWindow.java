// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.challenge;

import java.util.List;
import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.proof.RowLeaves;
import org.tributary.bandwidth.proof.RowProofs;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.bandwidth.proof.UsageRow;
import org.tributary.primitives.Hash;

/// A window of one row with whatever leaves a committee that lies would put there.
public final class ForgedWindow {
    private final long number;
    private final RowLeaves row;

    public ForgedWindow(long number, BillingKey key, List<UsageLeaf> leaves) {
        this.number = number;
        this.row = RowLeaves.of(key, leaves);
    }

    public UsageRow row() {
        return row.row();
    }

    public Hash root() {
        return ProofOfBandwidth.windowRoot(List.of(row.row()));
    }

    public Entry entry(int leaf) {
        return new Entry(number, new RowProofs(List.of(row.row()), 0, row).proof(leaf));
    }
}
