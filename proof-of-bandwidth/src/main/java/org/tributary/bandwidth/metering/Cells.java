// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/// Where the metering state lives. The ledger backs it with committed state under the open block's changes, and commits
/// to each block's changes in its state root; tests and benches use [MemoryCells].
public interface Cells {
    Optional<Bytes> get(Bytes key);

    void put(Bytes key, Bytes value);

    void remove(Bytes key);

    /// Visits the cells whose keys start with `prefix`, in ascending unsigned order of the keys, until the visitor has
    /// enough. The visitor changes nothing.
    void scan(Bytes prefix, Visitor visitor);

    /// Takes one cell after the other.
    @FunctionalInterface
    interface Visitor {
        /// Returns false to stop.
        boolean visit(Bytes key, Bytes value);
    }
}
