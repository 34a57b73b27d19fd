// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.node.storage.RocksStore;
import org.tributary.primitives.ChainName;

/// A process may end after any step: the chains are the old ones or the new ones, never some of each.
class SyncDirectoryTest {
    private static final Bytes KEY = Bytes.of(1);
    private static final Bytes OLD = Bytes.of(2);
    private static final Bytes NEW = Bytes.of(3);
    private static final ChainName CDN = new ChainName("cdn");
    private static final List<ChainName> CHAINS = List.of(ChainName.MAIN, CDN);

    @TempDir
    private Path temporary;

    private static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Path node(String name) throws IOException {
        var data = temporary.resolve(name);
        for (var chain : CHAINS) {
            var place = data.resolve("chains").resolve(chain.text());
            try (var store = RocksStore.open(place)) {
                store.write(new WriteBatch().put(Table.META, KEY, OLD));
            }
            Files.writeString(place.resolve("votes"), "promises of " + chain);
            Files.createDirectory(place.resolve("log"));
            Files.writeString(place.resolve("log").resolve("segment"), "batches of " + chain);
        }
        return data;
    }

    private static void stage(Path data) {
        try (var directory = new SyncDirectory(data, RocksStore::open)) {
            for (var chain : CHAINS) {
                directory.store(chain).writeUnsynced(new WriteBatch().put(Table.META, KEY, NEW));
            }
        }
    }

    private static void complete(Path data) {
        try (var directory = new SyncDirectory(data, RocksStore::open)) {
            directory.complete(CHAINS);
        }
    }

    private static Optional<Bytes> value(Path data, ChainName chain, Table table) {
        try (var store = RocksStore.open(data.resolve("chains").resolve(chain.text()))) {
            return store.get(table, KEY);
        }
    }

    private static void assertInstalled(Path data) throws IOException {
        for (var chain : CHAINS) {
            assertThat(value(data, chain, Table.META)).contains(NEW);
            var place = data.resolve("chains").resolve(chain.text());
            assertThat(place.resolve("votes")).hasContent("promises of " + chain);
            assertThat(place.resolve("log").resolve("segment")).hasContent("batches of " + chain);
        }
        var left = data.resolve("sync");
        assertThat(Files.notExists(left) || isEmpty(left)).isTrue();
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    @Test
    void whatIsNotCompleteChangesNothing() throws IOException {
        var data = node("incomplete");
        stage(data);
        assertThat(SyncDirectory.install(data)).isFalse();
        assertThat(value(data, CDN, Table.META)).contains(OLD);
        // It is still there to go on with.
        try (var directory = new SyncDirectory(data, RocksStore::open)) {
            assertThat(directory.store(CDN).get(Table.META, KEY)).contains(NEW);
        }
    }

    @Test
    void theNewChainsTakeThePlaceOfTheOldAndKeepTheirPromises() throws IOException {
        var data = node("complete");
        stage(data);
        complete(data);
        assertThat(SyncDirectory.install(data)).isTrue();
        assertInstalled(data);
        assertThat(SyncDirectory.install(data)).isFalse();
    }

    @Test
    void aNodeWithoutChainsTakesThemToo() {
        var data = temporary.resolve("empty");
        stage(data);
        complete(data);
        assertThat(SyncDirectory.install(data)).isTrue();
        assertThat(value(data, CDN, Table.META)).contains(NEW);
    }

    @Test
    void aPowerCutAfterAnyStepIsMadeGoodByTheNextStart() throws IOException {
        var steps = new ArrayList<String>();
        var whole = node("whole");
        stage(whole);
        complete(whole);
        SyncDirectory.install(whole, steps::add);
        assertThat(steps).hasSize(2 * 4 + 2).doesNotHaveDuplicates();
        for (var cut : steps) {
            var data = node(cut.replace(' ', '-'));
            stage(data);
            complete(data);
            try {
                SyncDirectory.install(data, step -> {
                    if (step.equals(cut)) {
                        throw new PowerCut();
                    }
                });
            } catch (PowerCut expected) {
                // The process is gone.
            }
            SyncDirectory.install(data);
            assertInstalled(data);
        }
    }

    @Test
    void whatIsDiscardedIsGone() throws IOException {
        var data = node("discarded");
        stage(data);
        try (var directory = new SyncDirectory(data, RocksStore::open)) {
            directory.discard(CDN);
            assertThat(directory.store(CDN).get(Table.META, KEY)).isEmpty();
            directory.discard();
        }
        assertThat(data.resolve("sync")).doesNotExist();
    }
}
