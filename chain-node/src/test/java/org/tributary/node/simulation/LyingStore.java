// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.ChainName;

/// A store that keeps what should go, or forgets what should stay.
record LyingStore(Lie lie) implements Plant {
    enum Lie {
        INBOX_KEPT,
        WATERMARK_FORGOTTEN
    }

    @Override
    public KeyValueStore store(SimulatedNode node, ChainName chain, KeyValueStore honest) {
        return new KeyValueStore() {
            @Override
            public Optional<Bytes> get(Table table, Bytes key) {
                var value = honest.get(table, key);
                return forgets(table, key) ? value.map(known -> Watermarks.NOTHING_BILLED) : value;
            }

            @Override
            public void scan(Table table, Bytes prefix, Bytes from, Visitor visitor) {
                honest.scan(table, prefix, from, visitor);
            }

            @Override
            public void write(WriteBatch batch) {
                honest.write(spoiled(batch, honest));
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

    private boolean forgets(Table table, Bytes key) {
        return lie == Lie.WATERMARK_FORGOTTEN && table == Table.CELLS && Watermarks.isWatermark(key);
    }

    private WriteBatch spoiled(WriteBatch batch, KeyValueStore honest) {
        var spoiled = new WriteBatch();
        for (var write : batch.writes()) {
            switch (write) {
                case WriteBatch.Put(var table, var key, var value) -> spoiled.put(table, key, value);
                case WriteBatch.Delete(var table, var key) -> {
                    spoiled.delete(table, key);
                    if (lie == Lie.INBOX_KEPT && table == Table.INBOX) {
                        // It waits again, as the next one: what was consumed is not looked at any more.
                        var next = Bytes.ofUnsignedLong(key.toLong() + 1);
                        honest.get(table, key).ifPresent(message -> spoiled.put(table, next, message));
                    }
                }
            }
        }
        return spoiled;
    }
}
