// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation.disk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.node.storage.StorageException;

/// A database like RocksDB: batches are atomic and in order; what was not synced, power loss takes from the end.
///
/// It can also go back to an earlier moment, as a backup that somebody restored.
public final class SimulatedStore implements KeyValueStore {
    /// How many batches a restored backup can be old.
    private static final int REMEMBERED = 64;

    private final MemoryStore entries = new MemoryStore();
    private final Deque<WriteBatch> undo = new ArrayDeque<>();
    private final Hazard hazard;
    private final Watcher watcher;
    private int unsynced;

    /// Told of every batch; may end the process.
    public interface Watcher {
        void before(WriteBatch batch);

        void after(WriteBatch batch);
    }

    public SimulatedStore(Hazard hazard, Watcher watcher) {
        this.hazard = hazard;
        this.watcher = watcher;
    }

    @Override
    public Optional<Bytes> get(Table table, Bytes key) {
        reading();
        return entries.get(table, key);
    }

    @Override
    public void scan(Table table, Bytes prefix, Bytes from, Visitor visitor) {
        reading();
        entries.scan(table, prefix, from, visitor);
    }

    @Override
    public void write(WriteBatch batch) {
        at(Point.BEFORE_BLOCK_WRITE);
        watcher.before(batch);
        apply(batch);
        unsynced = 0;
        watcher.after(batch);
        at(Point.AFTER_BLOCK_WRITE);
    }

    @Override
    public void writeUnsynced(WriteBatch batch) {
        at(Point.BEFORE_INDEX_WRITE);
        watcher.before(batch);
        apply(batch);
        unsynced++;
        watcher.after(batch);
        at(Point.AFTER_INDEX_WRITE);
    }

    private void apply(WriteBatch batch) {
        var before = new WriteBatch();
        for (var write : batch.writes()) {
            entries.get(write.table(), write.key())
                    .ifPresentOrElse(
                            old -> before.put(write.table(), write.key(), old),
                            () -> before.delete(write.table(), write.key()));
        }
        undo.push(before);
        if (undo.size() > REMEMBERED) {
            undo.removeLast();
        }
        entries.write(batch);
    }

    @Override
    public View view() {
        reading();
        return entries.view();
    }

    /// Takes some of the unsynced batches; says how many.
    public int losePower(Random random) {
        int lost = unsynced == 0 ? 0 : random.nextInt(unsynced + 1);
        unsynced = 0;
        return goBack(lost);
    }

    /// Undoes the newest batches; says how many could be.
    public int goBack(int batches) {
        int undone = 0;
        while (undone < batches && !undo.isEmpty()) {
            entries.write(undo.pop());
            undone++;
        }
        return undone;
    }

    @Override
    public void close() {}

    /// To look into it from outside, without being part of the node.
    public KeyValueStore content() {
        return entries;
    }

    private void at(Point point) {
        try {
            hazard.at(point);
        } catch (IOException failure) {
            throw new StorageException("the database failed", failure);
        }
    }

    private void reading() {
        try {
            hazard.reading();
        } catch (IOException failure) {
            throw new StorageException("the database failed", failure);
        }
    }
}
