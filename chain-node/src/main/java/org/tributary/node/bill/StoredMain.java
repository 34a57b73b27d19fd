// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.file.SpecFile;
import org.tributary.ledger.block.Anchor;
import org.tributary.ledger.chain.BlockStore;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.main.AnchorSource;
import org.tributary.ledger.main.MainProgram;
import org.tributary.ledger.main.Supply;
import org.tributary.ledger.main.TransactionSource;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.node.storage.RocksStore;
import org.tributary.node.storage.StorageException;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.codec.Decoded;

/// The main chain in the directory of a node that does not run.
final class StoredMain {
    /// How far above the data a genesis file is looked for: next to the node's directory, where `genesis init` puts
    /// it.
    private static final int LEVELS = 4;

    private final Path directory;
    private final List<Path> genesis;

    /// @param data a node's data directory, the node's own directory, or a whole network's: then its first node's
    /// @param genesis the specification; where there is none, the nearest `genesis.json` above the data
    StoredMain(Path data, Optional<Path> genesis) {
        this.directory = Stream.of(
                        data, data.resolve("data"), data.resolve("node-0").resolve("data"))
                .map(path -> path.resolve("chains").resolve(ChainName.MAIN.text()))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(data);
        this.genesis = genesis.map(List::of).orElseGet(() -> above(directory.toAbsolutePath()));
    }

    sealed interface Audit {
        record Found(Supply supply) implements Audit {}

        record Failed(String why) implements Audit {}
    }

    Audit audit() {
        if (!Files.isRegularFile(directory.resolve("CURRENT"))) {
            return new Audit.Failed(directory + " holds no main chain");
        }
        try (var store = RocksStore.open(directory)) {
            return BlockStore.network(store)
                    .map(network -> audit(store, network))
                    .orElseGet(() -> new Audit.Failed(directory + " holds no main chain"));
        } catch (StorageException failure) {
            return new Audit.Failed(String.valueOf(failure.getMessage()));
        }
    }

    private Audit audit(KeyValueStore store, Hash network) {
        var why = "no genesis.json above " + directory + "; name one with --genesis";
        for (var file : genesis) {
            switch (SpecFile.read(file)) {
                case Decoded.Value<ChainSpec>(var spec)
                when spec.hash().equals(network) -> {
                    return new Audit.Found(Supply.of(spec, ledger(spec, store), store));
                }
                case Decoded.Value<ChainSpec> _ -> why = file + " is of another network than " + directory;
                case Decoded.Malformed<ChainSpec>(var reason) -> why = reason;
            }
        }
        return new Audit.Failed(why);
    }

    static Ledger ledger(ChainSpec spec, KeyValueStore store) {
        var program = new MainProgram(spec, store, new NoTransactions(), new NoAnchors());
        return new Ledger(spec, ChainName.MAIN, store, program, Optional.empty());
    }

    private static List<Path> above(Path directory) {
        return Stream.iterate(directory, path -> path != null, Path::getParent)
                .limit(LEVELS + 1L)
                .map(path -> path.resolve("genesis.json"))
                .filter(Files::isRegularFile)
                .toList();
    }

    /// An audit makes no blocks.
    private static final class NoTransactions implements TransactionSource {
        @Override
        public boolean hasExecutable() {
            return false;
        }

        @Override
        public List<VerifiedTransaction> select(long gasLimit, int maxBytes) {
            return List.of();
        }

        @Override
        public Optional<Address> sender(SignedTransaction transaction) {
            return transaction.sender();
        }
    }

    private static final class NoAnchors implements AnchorSource {
        @Override
        public Optional<Anchor> finished(ChainName chain, Height after, Height mainHeight) {
            return Optional.empty();
        }

        @Override
        public boolean waiting(ChainName chain, Height after) {
            return false;
        }
    }
}
