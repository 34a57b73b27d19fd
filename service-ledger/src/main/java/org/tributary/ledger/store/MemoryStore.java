// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.store;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Invariant;

/// A store that lives as long as its process: for tests and simulations.
public final class MemoryStore implements KeyValueStore {
    // The natural order of Bytes is by numeric value, so that 0x0001 would come before 0x01.
    private static final Comparator<Bytes> UNSIGNED_BYTES =
            (a, b) -> Arrays.compareUnsigned(a.toArrayUnsafe(), b.toArrayUnsafe());

    private final Map<Table, NavigableMap<Bytes, Bytes>> tables = new EnumMap<>(Table.class);
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    public MemoryStore() {
        for (var table : Table.values()) {
            tables.put(table, new TreeMap<>(UNSIGNED_BYTES));
        }
    }

    @Override
    public Optional<Bytes> get(Table table, Bytes key) {
        lock.readLock().lock();
        try {
            return Optional.ofNullable(entries(table).get(key));
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Holds writers back until the visitor is through, which must therefore not write itself.
    @Override
    public void scan(Table table, Bytes prefix, Bytes from, Visitor visitor) {
        lock.readLock().lock();
        try {
            var start = UNSIGNED_BYTES.compare(prefix, from) > 0 ? prefix : from;
            for (var entry : entries(table).tailMap(start).entrySet()) {
                if (!startsWith(entry.getKey(), prefix) || !visitor.visit(entry.getKey(), entry.getValue())) {
                    return;
                }
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Nothing here survives power loss anyway.
    @Override
    public void writeUnsynced(WriteBatch batch) {
        write(batch);
    }

    @Override
    public void write(WriteBatch batch) {
        Invariant.check(lock.getReadHoldCount() == 0, "who visits a store does not write to it");
        lock.writeLock().lock();
        try {
            for (var write : batch.writes()) {
                switch (write) {
                    case WriteBatch.Put(var table, var key, var value) ->
                        entries(table).put(key.copy(), value.copy());
                    case WriteBatch.Delete(var table, var key) -> entries(table).remove(key);
                }
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /// A copy of everything.
    @Override
    public View view() {
        var copy = new MemoryStore();
        lock.readLock().lock();
        try {
            tables.forEach((table, entries) -> copy.entries(table).putAll(entries));
        } finally {
            lock.readLock().unlock();
        }
        return new View() {
            @Override
            public Optional<Bytes> get(Table table, Bytes key) {
                return copy.get(table, key);
            }

            @Override
            public void scan(Table table, Bytes prefix, Bytes from, Visitor visitor) {
                copy.scan(table, prefix, from, visitor);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {}

    private NavigableMap<Bytes, Bytes> entries(Table table) {
        return Objects.requireNonNull(tables.get(table), "every table exists");
    }

    private static boolean startsWith(Bytes key, Bytes prefix) {
        return key.size() >= prefix.size() && key.slice(0, prefix.size()).equals(prefix);
    }
}
