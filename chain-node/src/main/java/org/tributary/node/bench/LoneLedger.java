// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.main.MainProgram;
import org.tributary.ledger.network.NetworkLedger;
import org.tributary.ledger.state.StateReader;
import org.tributary.ledger.store.RecentRecords;
import org.tributary.node.chain.BlockSize;
import org.tributary.node.chain.FinishedBlocks;
import org.tributary.node.chain.TransactionPool;
import org.tributary.node.storage.RocksStore;
import org.tributary.primitives.ChainName;

/// Main's ledger as a node wires it, without consensus, peers and doors.
record LoneLedger(RocksStore disk, TransactionPool pool, Ledger ledger, NetworkLedger network)
        implements AutoCloseable {
    static LoneLedger open(ChainSpec spec, Path directory) {
        var disk = RocksStore.open(directory);
        var store = new RecentRecords(disk);
        var size = new BlockSize(spec.consensus().viewTimeoutMillis());
        var pool = new TransactionPool(spec, StateReader.over(store), size, transaction -> {}, raw -> {});
        var program = new MainProgram(spec, store, pool, new FinishedBlocks());
        var ledger = new Ledger(spec, ChainName.MAIN, store, program, Optional.<Ledger>empty());
        var alone = new NetworkLedger.Connectivity(() -> 0, Optional::empty);
        return new LoneLedger(disk, pool, ledger, new NetworkLedger(spec, store, ledger, new TreeMap<>(), pool, alone));
    }

    /// Tells the pool whose nonces the block has moved.
    void settle(Block block) {
        var transactions = ((Body.Main) block.body()).transactions();
        pool.committed(transactions.stream()
                .flatMap(transaction -> pool.sender(transaction).stream())
                .distinct()
                .toList());
    }

    @Override
    public void close() {
        disk.close();
    }
}
