// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.store;

/// An ordered map per table with atomic, durable batches. Safe for concurrent readers beside one writer.
public interface KeyValueStore extends KeyValueReader, AutoCloseable {
    /// Applies the whole batch or nothing of it. When it returns, the batch survives power loss.
    void write(WriteBatch batch);

    /// As [#write], but until the next [#write] returns, power loss may take the batch. For what can be made anew.
    void writeUnsynced(WriteBatch batch);

    /// What the store holds at this instant, while writing goes on. It keeps back what is overwritten meanwhile, so
    /// its taker closes it, and before the store.
    View view();

    @Override
    void close();

    /// One instant of a store.
    interface View extends KeyValueReader, AutoCloseable {
        @Override
        void close();
    }
}
