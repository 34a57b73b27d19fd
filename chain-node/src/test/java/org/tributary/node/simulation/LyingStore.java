// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.primitives.ChainName;

/// A store that keeps what should go, or forgets what should stay.
final class LyingStore implements Plant {
    /// The opening's, and that of the first window.
    private static final int FORGOTTEN = 2;

    /// Mirror the tags of metering's tables.
    private static final int BUCKET_USE = 5;

    private static final int PENDING = 8;
    private static final long WINDOW_BUCKETS = 5;

    private final Lie lie;
    // Looked up, never iterated.
    private final Map<Cell, Integer> written = new HashMap<>();

    private record Cell(int node, Bytes key) {}

    LyingStore(Lie lie) {
        this.lie = lie;
    }

    enum Lie {
        INBOX_KEPT,
        WATERMARK_FORGOTTEN,
        BATCH_KEPT,
        SHARED_CAP_FORGOTTEN
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

    /// What the first window of a batch has taken the next one finds again.
    private boolean keeps(OptionalLong closing, Table table, Bytes key) {
        return lie == Lie.BATCH_KEPT
                && table == Table.CELLS
                && key.get(0) == PENDING
                && closing.equals(OptionalLong.of(key.getLong(1) / WINDOW_BUCKETS));
    }

    /// The window that a block closes.
    private static OptionalLong closing(WriteBatch batch) {
        for (var write : batch.writes()) {
            if (write instanceof WriteBatch.Put(var table, var key, var _)
                    && table == Table.WINDOWS
                    && key.get(0) == 'w') {
                return OptionalLong.of(key.getLong(1));
            }
        }
        return OptionalLong.empty();
    }

    /// What all tickets of a capability brought is lost.
    private boolean drops(Table table, Bytes key) {
        return lie == Lie.SHARED_CAP_FORGOTTEN && table == Table.CELLS && key.get(0) == BUCKET_USE;
    }

    /// A ticket's first watermarks are lost; what is billed later is billed on top.
    private boolean forgets(SimulatedNode node, Table table, Bytes key) {
        return lie == Lie.WATERMARK_FORGOTTEN
                && table == Table.CELLS
                && Watermarks.isWatermark(key)
                && written.merge(new Cell(node.number(), key), 1, Integer::sum) <= FORGOTTEN;
    }

    private WriteBatch spoiled(SimulatedNode node, WriteBatch batch, KeyValueStore honest) {
        var closing = closing(batch);
        var spoiled = new WriteBatch();
        for (var write : batch.writes()) {
            switch (write) {
                case WriteBatch.Put(var table, var key, var value) -> {
                    if (!drops(table, key)) {
                        spoiled.put(table, key, forgets(node, table, key) ? Watermarks.NOTHING_BILLED : value);
                    }
                }
                case WriteBatch.Delete(var table, var key) -> {
                    if (!keeps(closing, table, key)) {
                        spoiled.delete(table, key);
                    }
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
