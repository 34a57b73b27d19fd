// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.trie;

import java.util.List;
import org.tributary.ledger.store.WriteBatch;

/// What a [Subtrie] has added to a trie.
public final class Grown {
    private final NodeRecords records;
    private final List<Wanted> wanted;

    Grown(NodeRecords records, List<Wanted> wanted) {
        this.records = records;
        this.wanted = wanted;
    }

    /// The subtries below, of which only the hashes are known.
    public List<Wanted> wanted() {
        return wanted;
    }

    public void writeTo(WriteBatch batch) {
        records.writeTo(batch);
    }
}
