// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.ChainName;

/// A snapshot is called complete while the last of it is still in the system's cache.
final class SnapshotNotSynced implements Plant {
    @Override
    public KeyValueStore staged(SimulatedNode node, ChainName chain, KeyValueStore honest) {
        return new KeyValueStore() {
            @Override
            public Optional<Bytes> get(Table table, Bytes key) {
                return honest.get(table, key);
            }

            @Override
            public void scan(Table table, Bytes prefix, Bytes from, Visitor visitor) {
                honest.scan(table, prefix, from, visitor);
            }

            @Override
            public void write(WriteBatch batch) {
                honest.writeUnsynced(batch);
            }

            @Override
            public void writeUnsynced(WriteBatch batch) {
                honest.writeUnsynced(batch);
            }

            @Override
            public View view() {
                return honest.view();
            }

            @Override
            public void close() {
                honest.close();
            }
        };
    }
}
