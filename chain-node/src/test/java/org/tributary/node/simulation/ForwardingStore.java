// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;

/// A store that does what another does. A bug overrides what it spoils.
class ForwardingStore implements KeyValueStore {
    private final KeyValueStore honest;

    ForwardingStore(KeyValueStore honest) {
        this.honest = honest;
    }

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
        honest.write(batch);
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
}
