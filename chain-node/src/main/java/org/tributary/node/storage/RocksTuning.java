// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.tributary.ledger.store.Table;

/// The options of one database. A process may hold several (a node's chains, a devnet's nodes), so each is kept small.
final class RocksTuning implements AutoCloseable {
    /// Of all tables together, before RocksDB flushes the oldest.
    private static final long WRITE_BUFFER_BYTES = 32L << 20;

    private static final long TABLE_WRITE_BUFFER_BYTES = 8L << 20;
    private static final long WAL_BYTES = 64L << 20;
    /// Descriptors, of which a process has 1,024 by default on many systems.
    private static final int OPEN_FILES = 128;
    /// RocksDB's own text logs.
    private static final long LOG_FILES = 2;
    /// About 1 % of look-ups of absent keys read a block.
    private static final double BLOOM_BITS_PER_KEY = 10;

    private final LRUCache cache;
    private final BloomFilter filter = new BloomFilter(BLOOM_BITS_PER_KEY);
    private final ColumnFamilyOptions text;
    private final ColumnFamilyOptions hashes;
    private final DBOptions database;

    RocksTuning(long cacheBytes) {
        cache = new LRUCache(cacheBytes);
        text = family(CompressionType.LZ4_COMPRESSION);
        // Trie nodes are nearly all hash, which does not compress.
        hashes = family(CompressionType.NO_COMPRESSION);
        database = new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setDbWriteBufferSize(WRITE_BUFFER_BYTES)
                .setMaxTotalWalSize(WAL_BYTES)
                .setMaxOpenFiles(OPEN_FILES)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(LOG_FILES);
    }

    DBOptions database() {
        return database;
    }

    /// The default family, which must be there and stays empty, then one per table in the order of the tables.
    List<ColumnFamilyDescriptor> families() {
        var families = new ArrayList<ColumnFamilyDescriptor>();
        families.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, text));
        for (var table : Table.values()) {
            var options = table == Table.TRIE ? hashes : text;
            families.add(new ColumnFamilyDescriptor(table.name().getBytes(StandardCharsets.US_ASCII), options));
        }
        return families;
    }

    private ColumnFamilyOptions family(CompressionType compression) {
        var blocks = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setFilterPolicy(filter)
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true);
        return new ColumnFamilyOptions()
                .setTableFormatConfig(blocks)
                .setCompressionType(compression)
                .setWriteBufferSize(TABLE_WRITE_BUFFER_BYTES);
    }

    @Override
    public void close() {
        database.close();
        text.close();
        hashes.close();
        filter.close();
        cache.close();
    }
}
