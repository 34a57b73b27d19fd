// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.MemoryStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;

class RocksStoreTest {
    @TempDir
    private Path directory;

    @Test
    void keepsEveryTableApartAndAcrossOpenings() {
        try (var store = RocksStore.open(directory)) {
            var batch = new WriteBatch();
            for (var table : Table.values()) {
                batch.put(table, Bytes.of(1), text(table.name()));
            }
            store.write(batch);
        }
        try (var store = RocksStore.open(directory)) {
            for (var table : Table.values()) {
                assertThat(store.get(table, Bytes.of(1))).contains(text(table.name()));
                assertThat(store.get(table, Bytes.of(2))).isEmpty();
            }
        }
    }

    @Test
    void namesItsColumnFamiliesAfterTheTables() throws RocksDBException {
        RocksStore.open(directory).close();
        var names = new TreeSet<String>();
        try (var options = new Options()) {
            RocksDB.listColumnFamilies(options, directory.toString())
                    .forEach(name -> names.add(Bytes.wrap(name).toHexString()));
        }
        for (var table : Table.values()) {
            assertThat(names).contains(text(table.name()).toHexString());
        }
    }

    @Test
    void behavesLikeTheStoreInMemory() {
        try (KeyValueStore memory = new MemoryStore();
                KeyValueStore rocks = RocksStore.open(directory, 1 << 20)) {
            var random = new Random(1);
            for (int i = 0; i < 50; i++) {
                var batch = randomBatch(random);
                memory.write(batch);
                rocks.write(batch);
                var prefix = randomKey(random);
                var from = randomKey(random);
                int enough = 1 + random.nextInt(20);
                assertThat(scan(rocks, prefix, from, enough)).isEqualTo(scan(memory, prefix, from, enough));
                assertThat(rocks.get(Table.CELLS, from)).isEqualTo(memory.get(Table.CELLS, from));
            }
        }
    }

    @Test
    void aScanSeesOneInstantWhateverIsWrittenMeanwhile() {
        try (var store = RocksStore.open(directory)) {
            for (int i = 0; i < 10; i++) {
                store.write(new WriteBatch().put(Table.META, Bytes.of(i), Bytes.of(0)));
            }
            var seen = new ArrayList<Bytes>();
            store.scan(Table.META, Bytes.EMPTY, Bytes.EMPTY, (key, value) -> {
                store.write(new WriteBatch()
                        .put(Table.META, Bytes.of(9), Bytes.of(1))
                        .put(Table.META, Bytes.of(99), Bytes.of(1)));
                return seen.add(value);
            });
            assertThat(seen).hasSize(10).containsOnly(Bytes.of(0));
        }
    }

    @Test
    void keepsWhatWasWrittenWhenItsProcessDiesWithoutClosing() throws IOException {
        var copy = directory.resolve("copy");
        try (var killed = RocksStore.open(directory.resolve("killed"))) {
            killed.write(new WriteBatch().put(Table.BLOCKS, Bytes.of(1), Bytes.of(7)));
            killed.writeUnsynced(new WriteBatch().put(Table.TRANSACTIONS, Bytes.of(2), Bytes.of(8)));
            copy(directory.resolve("killed"), copy);
        }
        try (var store = RocksStore.open(copy)) {
            assertThat(store.get(Table.BLOCKS, Bytes.of(1))).contains(Bytes.of(7));
            // Only power loss may take this one.
            assertThat(store.get(Table.TRANSACTIONS, Bytes.of(2))).contains(Bytes.of(8));
        }
    }

    @Test
    void saysSoWhenAnotherProcessHasTheDirectory() {
        try (var store = RocksStore.open(directory)) {
            assertThatThrownBy(() -> RocksStore.open(directory))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("in use by another process");
            assertThat(store.get(Table.META, Bytes.of(1))).isEmpty();
        }
    }

    @Test
    void saysSoWhenTheDirectoryCannotBeMade() throws IOException {
        var file = Files.writeString(directory.resolve("file"), "not a directory");
        assertThatThrownBy(() -> RocksStore.open(file.resolve("chain")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("may write to");
    }

    @Test
    void saysSoWhenTheDatabaseIsDamaged() throws IOException {
        RocksStore.open(directory).close();
        Files.writeString(directory.resolve("CURRENT"), "MANIFEST-nonsense\n");
        assertThatThrownBy(() -> RocksStore.open(directory))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("is damaged: restore it");
    }

    @Test
    void saysSoWhenANewerVersionWroteTheDatabase() throws RocksDBException {
        RocksStore.open(directory).close();
        try (var tuning = new RocksTuning(1 << 20)) {
            addUnknownTable(tuning.database(), tuning);
        }
        assertThatThrownBy(() -> RocksStore.open(directory))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("newer version");
    }

    @Test
    void refusesWorkAfterItsEndAndClosesTwice() {
        var store = RocksStore.open(directory);
        store.close();
        store.close();
        assertThatThrownBy(() -> store.get(Table.META, Bytes.of(1)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("is closed");
    }

    private void addUnknownTable(DBOptions options, RocksTuning tuning) throws RocksDBException {
        var families = new ArrayList<>(tuning.families());
        families.add(new ColumnFamilyDescriptor(text("LATER").toArrayUnsafe()));
        var handles = new ArrayList<ColumnFamilyHandle>();
        try (var database = RocksDB.open(options, directory.toString(), families, handles)) {
            assertThat(handles).hasSameSizeAs(families);
            handles.forEach(ColumnFamilyHandle::close);
            database.closeE();
        }
    }

    private static WriteBatch randomBatch(Random random) {
        var batch = new WriteBatch();
        for (int i = 0; i < 20; i++) {
            if (random.nextInt(3) == 0) {
                batch.delete(Table.CELLS, randomKey(random));
            } else {
                batch.put(Table.CELLS, randomKey(random), Bytes.ofUnsignedInt(random.nextInt(1 << 30)));
            }
        }
        return batch;
    }

    /// Of 0 to 3 bytes, each of few values, from both halves of the unsigned range.
    private static Bytes randomKey(Random random) {
        var key = new byte[random.nextInt(4)];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (random.nextInt(5) * 63);
        }
        return Bytes.wrap(key);
    }

    private static List<String> scan(KeyValueStore store, Bytes prefix, Bytes from, int enough) {
        var seen = new ArrayList<String>();
        store.scan(Table.CELLS, prefix, from, (key, value) -> {
            seen.add(key + " = " + value);
            return seen.size() < enough;
        });
        return seen;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static Bytes text(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
