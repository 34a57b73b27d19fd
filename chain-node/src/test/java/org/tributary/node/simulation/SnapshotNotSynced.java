// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.ChainName;

/// A snapshot is called complete while the last of it is still in the system's cache.
final class SnapshotNotSynced implements Plant {
    @Override
    public KeyValueStore staged(SimulatedNode node, ChainName chain, KeyValueStore honest) {
        return new ForwardingStore(honest) {
            @Override
            public void write(WriteBatch batch) {
                writeUnsynced(batch);
            }
        };
    }
}
