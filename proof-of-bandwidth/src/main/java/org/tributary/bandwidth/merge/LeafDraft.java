// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.merge;

import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// A leaf whose units the caps of others may still cut.
final class LeafDraft {
    private final long bucket;
    private final long oldTotal;
    private final long newTotal;
    private final Hash receipt;
    private long units;

    /// @param units what the ticket's own caps leave
    LeafDraft(long bucket, long oldTotal, long newTotal, long units, Hash receipt) {
        this.bucket = bucket;
        this.oldTotal = oldTotal;
        this.newTotal = newTotal;
        this.units = units;
        this.receipt = receipt;
    }

    long bucket() {
        return bucket;
    }

    long units() {
        return units;
    }

    void cutTo(long most) {
        units = Math.min(units, most);
    }

    UsageLeaf leaf(Hash ticket) {
        return new UsageLeaf(ticket, new Bucket(bucket), oldTotal, newTotal, units, receipt);
    }
}
