// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.store;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/// An ordered map per table, to read from. Safe for concurrent readers.
public interface KeyValueReader {
    Optional<Bytes> get(Table table, Bytes key);

    /// Visits the entries whose key starts with `prefix` and is not below `from`, in ascending order of unsigned bytes,
    /// until the visitor returns false. The entries are those of one instant.
    void scan(Table table, Bytes prefix, Bytes from, Visitor visitor);

    @FunctionalInterface
    interface Visitor {
        /// Returns whether to go on.
        boolean visit(Bytes key, Bytes value);
    }
}
