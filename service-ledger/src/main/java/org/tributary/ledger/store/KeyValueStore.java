// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.store;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/// An ordered map per table with atomic, durable batches. Safe for concurrent readers beside one writer.
public interface KeyValueStore extends AutoCloseable {
    Optional<Bytes> get(Table table, Bytes key);

    /// Visits the entries whose key starts with `prefix` and is not below `from`, in ascending order of unsigned bytes,
    /// until the visitor returns false. The entries are those of one instant.
    void scan(Table table, Bytes prefix, Bytes from, Visitor visitor);

    /// Applies the whole batch or nothing of it. When it returns, the batch survives power loss.
    void write(WriteBatch batch);

    /// As [#write], but until the next [#write] returns, power loss may take the batch. For what can be made anew.
    void writeUnsynced(WriteBatch batch);

    @Override
    void close();

    @FunctionalInterface
    interface Visitor {
        /// Returns whether to go on.
        boolean visit(Bytes key, Bytes value);
    }
}
