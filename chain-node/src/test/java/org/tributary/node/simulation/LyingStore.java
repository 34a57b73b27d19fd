// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.HashMap;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.ChainName;

/// A store that keeps what should go, or forgets what should stay.
final class LyingStore implements Plant {
    /// The opening's, and that of the first window.
    private static final int FORGOTTEN = 2;

    private final Lie lie;
    // Looked up, never iterated.
    private final Map<Cell, Integer> written = new HashMap<>();

    private record Cell(int node, Bytes key) {}

    LyingStore(Lie lie) {
        this.lie = lie;
    }

    enum Lie {
        INBOX_KEPT,
        WATERMARK_FORGOTTEN
    }

    @Override
    public KeyValueStore store(SimulatedNode node, ChainName chain, KeyValueStore honest) {
        return new ForwardingStore(honest) {
            @Override
            public void write(WriteBatch batch) {
                super.write(spoiled(node, batch, honest));
            }
        };
    }

    /// A ticket's first watermarks are lost; what is billed later is billed on top.
    private boolean forgets(SimulatedNode node, Table table, Bytes key) {
        return lie == Lie.WATERMARK_FORGOTTEN
                && table == Table.CELLS
                && Watermarks.isWatermark(key)
                && written.merge(new Cell(node.number(), key), 1, Integer::sum) <= FORGOTTEN;
    }

    private WriteBatch spoiled(SimulatedNode node, WriteBatch batch, KeyValueStore honest) {
        var spoiled = new WriteBatch();
        for (var write : batch.writes()) {
            switch (write) {
                case WriteBatch.Put(var table, var key, var value) ->
                    spoiled.put(table, key, forgets(node, table, key) ? Watermarks.NOTHING_BILLED : value);
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
