// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.apache.tuweni.bytes.Bytes;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;
import org.rocksdb.WriteOptions;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;

/// One chain's tables in one RocksDB directory, a column family each. A batch is on disk before [#write] returns.
public final class RocksStore implements KeyValueStore {
    /// Enough for the upper trie levels and the busy accounts of a chain with millions of accounts.
    public static final long DEFAULT_CACHE_BYTES = 64L << 20;

    private final Path directory;
    private final RocksTuning tuning;
    private final RocksDB database;
    private final List<ColumnFamilyHandle> handles;
    private final Map<Table, ColumnFamilyHandle> tables = new EnumMap<>(Table.class);
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final WriteOptions unsynced = new WriteOptions();
    private final ReadOptions newest = new ReadOptions();
    // A call into a closed database crashes the JVM, so closing waits for those that are under way.
    private final ReentrantReadWriteLock lifetime = new ReentrantReadWriteLock();
    private boolean closed;

    private RocksStore(Path directory, RocksTuning tuning, RocksDB database, List<ColumnFamilyHandle> handles) {
        this.directory = directory;
        this.tuning = tuning;
        this.database = database;
        this.handles = handles;
        // Opened in the order of the descriptors: the default family, then the tables.
        for (var table : Table.values()) {
            tables.put(table, handles.get(1 + tables.size()));
        }
    }

    public static RocksStore open(Path directory) {
        return open(directory, DEFAULT_CACHE_BYTES);
    }

    /// Opens the directory, or makes it. `cacheBytes` bounds the block cache of all tables together.
    public static RocksStore open(Path directory, long cacheBytes) {
        makeWritable(directory);
        RocksDB.loadLibrary();
        var tuning = new RocksTuning(cacheBytes);
        var handles = new ArrayList<ColumnFamilyHandle>();
        try {
            var database = RocksDB.open(tuning.database(), directory.toString(), tuning.families(), handles);
            return new RocksStore(directory, tuning, database, handles);
        } catch (RocksDBException failure) {
            tuning.close();
            throw RocksFailure.onOpen(directory, failure);
        }
    }

    @Override
    public Optional<Bytes> get(Table table, Bytes key) {
        return get(newest, table, key);
    }

    private Optional<Bytes> get(ReadOptions options, Table table, Bytes key) {
        return whileOpen(() -> {
            try {
                return Optional.ofNullable(database.get(family(table), options, key.toArrayUnsafe()))
                        .map(Bytes::wrap);
            } catch (RocksDBException failure) {
                throw RocksFailure.inUse(directory, failure);
            }
        });
    }

    @Override
    public void scan(Table table, Bytes prefix, Bytes from, Visitor visitor) {
        scan(newest, table, prefix, from, visitor);
    }

    private void scan(ReadOptions options, Table table, Bytes prefix, Bytes from, Visitor visitor) {
        var first = prefix.toArrayUnsafe();
        var start = Arrays.compareUnsigned(first, from.toArrayUnsafe()) > 0 ? first : from.toArrayUnsafe();
        whileOpen(() -> {
            // An iterator sees the database as it was when the iterator was made.
            try (var entries = database.newIterator(family(table), options)) {
                for (entries.seek(start); entries.isValid(); entries.next()) {
                    var key = entries.key();
                    if (!startsWith(key, first) || !visitor.visit(Bytes.wrap(key), Bytes.wrap(entries.value()))) {
                        return true;
                    }
                }
                entries.status();
                return true;
            } catch (RocksDBException failure) {
                throw RocksFailure.inUse(directory, failure);
            }
        });
    }

    @Override
    public void write(WriteBatch batch) {
        write(batch, synced);
    }

    @Override
    public void writeUnsynced(WriteBatch batch) {
        write(batch, unsynced);
    }

    private void write(WriteBatch batch, WriteOptions options) {
        whileOpen(() -> {
            try (var rocksBatch = new org.rocksdb.WriteBatch()) {
                for (var write : batch.writes()) {
                    var key = write.key().toArrayUnsafe();
                    switch (write) {
                        case WriteBatch.Put put ->
                            rocksBatch.put(family(put.table()), key, put.value().toArrayUnsafe());
                        case WriteBatch.Delete delete -> rocksBatch.delete(family(delete.table()), key);
                    }
                }
                database.write(options, rocksBatch);
                return true;
            } catch (RocksDBException failure) {
                throw RocksFailure.inUse(directory, failure);
            }
        });
    }

    @Override
    public View view() {
        return whileOpen(() -> new RocksView(database.getSnapshot()));
    }

    /// Holds a snapshot of the database, which keeps what is overwritten from being compacted away.
    private final class RocksView implements View {
        private final Snapshot snapshot;
        private final ReadOptions options;
        // As with the database: whoever reads through it keeps it from being released.
        private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
        private boolean released;

        RocksView(Snapshot snapshot) {
            this.snapshot = snapshot;
            this.options = new ReadOptions().setSnapshot(snapshot);
        }

        @Override
        public Optional<Bytes> get(Table table, Bytes key) {
            return unreleased(() -> RocksStore.this.get(options, table, key));
        }

        @Override
        public void scan(Table table, Bytes prefix, Bytes from, Visitor visitor) {
            unreleased(() -> {
                RocksStore.this.scan(options, table, prefix, from, visitor);
                return true;
            });
        }

        private <T> T unreleased(Supplier<T> work) {
            use.readLock().lock();
            try {
                if (released) {
                    throw new StorageException("a view of the database in " + directory + " is closed");
                }
                return work.get();
            } finally {
                use.readLock().unlock();
            }
        }

        @Override
        public void close() {
            use.writeLock().lock();
            lifetime.readLock().lock();
            try {
                if (!released) {
                    released = true;
                    options.close();
                    if (!closed) {
                        database.releaseSnapshot(snapshot);
                    }
                }
            } finally {
                lifetime.readLock().unlock();
                use.writeLock().unlock();
            }
        }
    }

    @Override
    public void close() {
        lifetime.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                handles.forEach(ColumnFamilyHandle::close);
                database.close();
                synced.close();
                unsynced.close();
                newest.close();
                tuning.close();
            }
        } finally {
            lifetime.writeLock().unlock();
        }
    }

    private <T> T whileOpen(Supplier<T> work) {
        lifetime.readLock().lock();
        try {
            if (closed) {
                throw new StorageException("the database in " + directory + " is closed");
            }
            return work.get();
        } finally {
            lifetime.readLock().unlock();
        }
    }

    private ColumnFamilyHandle family(Table table) {
        return Objects.requireNonNull(tables.get(table), "every table has a column family");
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static void makeWritable(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new StorageException(
                    directory + " cannot be made: name a directory that this user may write to (" + failure + ")",
                    failure);
        }
        if (!Files.isWritable(directory)) {
            throw new StorageException(
                    directory + " is not writable: give the user of this process the right to write there");
        }
    }
}
