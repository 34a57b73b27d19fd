// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.sync;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.sync.Workshop;
import org.tributary.node.storage.StorageException;
import org.tributary.primitives.ChainName;

/// Where a node puts snapshots together: `sync` in its data directory, a database per chain, beside the chains
/// themselves. One thread.
///
/// Once the file `complete` is there, the next start puts the databases in the place of the chains', all or none; until
/// then nothing of it counts. What this node has promised stays: a chain's `votes` and its `log` move along.
public final class SyncDirectory implements Workshop, AutoCloseable {
    private static final String COMPLETE = "complete";
    private static final String REPLACED = "replaced-";
    private static final String VOTES = "votes";
    /// Where a service chain's log is, in the chain's directory.
    public static final String LOG = "log";

    private final Path directory;
    private final Function<Path, KeyValueStore> databases;
    private final SortedMap<ChainName, KeyValueStore> stores = new TreeMap<>();

    /// @param databases opens the database in a directory, or makes it
    public SyncDirectory(Path data, Function<Path, KeyValueStore> databases) {
        this.directory = directory(data);
        this.databases = databases;
    }

    private static Path directory(Path data) {
        return data.resolve("sync");
    }

    @Override
    public KeyValueStore store(ChainName chain) {
        return stores.computeIfAbsent(chain, name -> databases.apply(directory.resolve(name.text())));
    }

    @Override
    public void discard(ChainName chain) {
        var store = stores.remove(chain);
        if (store != null) {
            store.close();
        }
        inFiles(() -> delete(directory.resolve(chain.text())));
    }

    /// Drops all of it.
    public void discard() {
        close();
        inFiles(() -> delete(directory));
    }

    @Override
    public void complete(List<ChainName> chains) {
        close();
        inFiles(() -> {
            var marker = directory.resolve(COMPLETE + ".new");
            Files.write(marker, chains.stream().map(ChainName::text).toList());
            sync(marker);
            Files.move(marker, directory.resolve(COMPLETE), StandardCopyOption.ATOMIC_MOVE);
            sync(directory);
        });
    }

    @Override
    public void close() {
        stores.values().forEach(KeyValueStore::close);
        stores.clear();
    }

    /// Puts complete snapshots in their place. To be called before the chains are opened; a start that was cut off in
    /// here is made good by the next.
    ///
    /// @return whether there were any
    public static boolean install(Path data) {
        return install(data, step -> {});
    }

    /// @param after told after each step, which is when a process may end
    static boolean install(Path data, Consumer<String> after) {
        var staged = directory(data);
        var marker = staged.resolve(COMPLETE);
        if (!Files.exists(marker)) {
            inFiles(() -> clearReplaced(staged));
            return false;
        }
        var carriage = new Carriage(after);
        inFiles(() -> {
            var chains = data.resolve("chains");
            Files.createDirectories(chains);
            for (var name : Files.readAllLines(marker)) {
                carriage.replace(staged, chains, name);
            }
            sync(chains);
            after.accept("sync chains");
            // Without the marker the rest is a snapshot in the making, which may go at any time.
            Files.delete(marker);
            sync(staged);
            after.accept("delete marker");
            delete(staged);
        });
        return true;
    }

    /// What an installation that was cut off at its very end has left.
    private static void clearReplaced(Path staged) throws IOException {
        if (!Files.exists(staged)) {
            return;
        }
        try (var files = Files.list(staged)) {
            for (var file : files.toList()) {
                if (String.valueOf(file.getFileName()).startsWith(REPLACED)) {
                    delete(file);
                }
            }
        }
    }

    /// Takes one chain's database to its place.
    ///
    /// @param after as in [#install]
    private record Carriage(Consumer<String> after) {
        void replace(Path staged, Path chains, String name) throws IOException {
            var fresh = staged.resolve(name);
            var place = chains.resolve(name);
            if (!Files.exists(fresh)) {
                return;
            }
            for (var promise : List.of(VOTES, LOG)) {
                if (Files.exists(place.resolve(promise))) {
                    Files.move(place.resolve(promise), fresh.resolve(promise), StandardCopyOption.ATOMIC_MOVE);
                    sync(fresh);
                    after.accept("move " + promise + " of " + name);
                }
            }
            if (Files.exists(place)) {
                delete(staged.resolve(REPLACED + name));
                Files.move(place, staged.resolve(REPLACED + name), StandardCopyOption.ATOMIC_MOVE);
                after.accept("move away " + name);
            }
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
            after.accept("move in " + name);
        }
    }

    private static void sync(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private interface FileWork {
        void run() throws IOException;
    }

    private static void inFiles(FileWork work) {
        try {
            work.run();
        } catch (IOException failure) {
            throw new StorageException(
                    "the snapshot in the data directory's sync cannot be worked on: " + failure, failure);
        }
    }
}
