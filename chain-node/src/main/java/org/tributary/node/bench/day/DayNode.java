// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench.day;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.service.MeteringLedger;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.Table;
import org.tributary.node.NodeCore;
import org.tributary.node.NodePorts;
import org.tributary.node.ServiceChain;
import org.tributary.node.bench.BenchFailed;
import org.tributary.node.chain.ConsensusJournal;
import org.tributary.node.chain.RunningReplica;
import org.tributary.node.log.LogShape;
import org.tributary.node.log.ServiceLog;
import org.tributary.node.storage.FileJournal;
import org.tributary.node.storage.RocksStore;
import org.tributary.node.sync.SnapshotPace;
import org.tributary.node.sync.SyncDirectory;
import org.tributary.pbft.driver.Journal;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.crypto.PrivateKey;

/// The one validator of a network, with its real stores and journals, on a clock that can be set.
final class DayNode implements AutoCloseable {
    private final ChainSpec spec;
    private final PrivateKey key;
    private final Path directory;
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private final AtomicReference<Throwable> halted = new AtomicReference<>();
    private final NodeCore core;

    DayNode(ChainSpec spec, PrivateKey key, Path directory, DayClock clock) {
        this.spec = spec;
        this.key = key;
        this.directory = directory;
        this.core = new NodeCore(
                spec,
                key,
                new NodePorts(
                        clock,
                        this::store,
                        this::log,
                        this::journal,
                        RunningReplica::threaded,
                        SnapshotPace.DEFAULT,
                        cause -> halted.compareAndSet(null, cause)));
        core.start(new NoPeers());
    }

    private Path chain(ChainName chain) {
        return directory.resolve(chain.text());
    }

    private KeyValueStore store(ChainName chain) {
        var store = RocksStore.open(chain(chain));
        closing.push(store);
        return store;
    }

    private ServiceLog log(ChainName chain) {
        var shape = LogShape.daily(spec.serviceChain(chain).buckets());
        var log = ServiceLog.open(chain(chain).resolve(SyncDirectory.LOG), shape);
        closing.push(log);
        return log;
    }

    private Journal journal(ChainName chain) {
        var file = FileJournal.open(chain(chain).resolve("votes"));
        closing.push(file);
        return ConsensusJournal.open(file, new ConsensusJournal.Owner(spec.hash(), chain, key.publicKey()), true);
    }

    NodeCore core() {
        return core;
    }

    ServiceChain service() {
        return Objects.requireNonNull(
                core.services().get(spec.serviceChains().getFirst().name()));
    }

    MeteringLedger metering() {
        return service().metering();
    }

    /// How many bytes each of the service chain's metering cells with this tag takes, key and value.
    List<Long> cells(int tag) {
        var bytes = new ArrayList<Long>();
        var prefix = Bytes.of(tag);
        service()
                .store()
                .scan(Table.CELLS, prefix, prefix, (key, value) -> bytes.add((long) key.size() + value.size()));
        return bytes;
    }

    /// A node that halted would be waited for in vain.
    void check() {
        var cause = halted.get();
        if (cause != null) {
            throw new BenchFailed("the node halted: " + cause, cause);
        }
    }

    @Override
    public void close() {
        core.close();
        while (!closing.isEmpty()) {
            try {
                closing.pop().close();
            } catch (Exception failure) {
                throw new BenchFailed("a store of the bench does not close: " + failure, failure);
            }
        }
    }
}
