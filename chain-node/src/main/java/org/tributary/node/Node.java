// SPDX-License-Identifier: Apache-2.0
package org.tributary.node;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.chain.BlockStore;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.node.chain.ConsensusJournal;
import org.tributary.node.chain.RealMachine;
import org.tributary.node.chain.RunningReplica;
import org.tributary.node.log.LogShape;
import org.tributary.node.log.ServiceLog;
import org.tributary.node.metrics.MetricsServer;
import org.tributary.node.peer.PeerAddress;
import org.tributary.node.peer.PeerIdentity;
import org.tributary.node.peer.PeerNetwork;
import org.tributary.node.peer.PeerSettings;
import org.tributary.node.storage.FileJournal;
import org.tributary.node.storage.RocksStore;
import org.tributary.node.storage.StorageException;
import org.tributary.node.sync.SnapshotFetch;
import org.tributary.node.sync.SnapshotPace;
import org.tributary.node.sync.SyncDirectory;
import org.tributary.pbft.driver.Journal;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.committee.Validator;
import org.tributary.primitives.crypto.PublicKey;
import org.tributary.rpc.grpc.GrpcServer;
import org.tributary.rpc.jsonrpc.JsonRpcServer;

/// One full node: every chain of the network over this machine's disk and sockets, and the doors to the outside.
///
/// Here is the rim; the chains are wired in [NodeCore]. The constructor is read from top to bottom; [#close] undoes it
/// upwards.
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final ChainSpec spec;
    private final NodeSettings settings;
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean restartable;
    private final NodeCore core;
    private final PeerNetwork peers;
    private final NodeDoors doors;

    /// Starts everything; all ports are open when this returns.
    ///
    /// @throws NodeRefused where the settings cannot work, such as a data directory of another network
    public Node(NodeSettings settings) {
        this.settings = settings;
        this.spec = settings.spec();
        try {
            if (SyncDirectory.install(settings.data())) {
                LOG.info("event=snapshot_installed");
            }
            var machine = opened(new RealMachine());
            this.core = new NodeCore(
                    spec,
                    settings.keys().consensus(),
                    new NodePorts(
                            machine,
                            this::store,
                            this::log,
                            this::journal,
                            RunningReplica::threaded,
                            SnapshotPace.DEFAULT,
                            this::halt));
            // All journals are begun: from here on the key may sign.
            settings.unused().remove();
            this.peers = opened(startPeers());
            opened(core);
            core.start(peers);
            opened(fetch());
            this.doors = opened(NodeDoors.open(this));
        } catch (StorageException
                | UncheckedIOException
                | JsonRpcServer.CannotListen
                | GrpcServer.CannotListen
                | MetricsServer.CannotListen failure) {
            // A directory or a port that the settings name: their message says which, and what to do.
            close();
            throw new NodeRefused(String.valueOf(failure.getMessage()), failure);
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
        LOG.info(
                "event=node_started network={} genesis={} height={} peer_port={}",
                spec.name(),
                spec.hash().toString().substring(0, 10),
                core.main().height(),
                peers.port());
    }

    private <T extends AutoCloseable> T opened(T part) {
        closing.push(part);
        return part;
    }

    private Path directory(ChainName chain) {
        return settings.data().resolve("chains").resolve(chain.text());
    }

    private KeyValueStore store(ChainName chain) {
        var directory = directory(chain);
        var store = opened(RocksStore.open(directory));
        var holds = BlockStore.network(store);
        if (holds.isPresent() && !holds.get().equals(spec.hash())) {
            throw new NodeRefused(
                    directory + " holds a chain of the network " + holds.get() + ", the genesis file is of "
                            + spec.hash() + ": use that network's genesis file, or another data directory");
        }
        return store;
    }

    private ServiceLog log(ChainName chain) {
        var shape = LogShape.daily(spec.serviceChain(chain).buckets());
        return opened(ServiceLog.open(directory(chain).resolve(SyncDirectory.LOG), shape));
    }

    private Journal journal(ChainName chain) {
        var file = opened(FileJournal.open(directory(chain).resolve("votes")));
        file.damage().ifPresent(damage -> LOG.error("event=journal_damaged chain={} damage=\"{}\"", chain, damage));
        var owner = new ConsensusJournal.Owner(
                spec.hash(), chain, settings.keys().consensus().publicKey());
        return ConsensusJournal.open(file, owner, settings.unused().stands());
    }

    private PeerNetwork startPeers() {
        var identity = PeerIdentity.create(settings.keys().consensus(), spec.hash());
        var endpoint = settings.listening().peer();
        return PeerNetwork.start(
                identity,
                PeerSettings.listeningOn(endpoint.host(), endpoint.port()),
                settings.peers(),
                this::isMember,
                core.fromPeers());
    }

    private SnapshotFetch fetch() {
        var directory = new SyncDirectory(settings.data(), RocksStore::open);
        return core.fetch(directory, new SnapshotFetch.Outcome(this::restart, this::halt));
    }

    /// What the chains are to go on from can only be put in their place while none of them runs.
    private void restart() {
        restartable = true;
    }

    private boolean isMember(PublicKey key) {
        return spec.chains().stream()
                .anyMatch(chain -> spec.committee(chain).members().stream()
                        .map(Validator::consensusKey)
                        .anyMatch(key::equals));
    }

    /// A promise of ours broke, or the disk did: the node stops rather than to go on with what it no longer knows.
    private void halt(Throwable cause) {
        LOG.error("event=halted", cause);
        ended.countDown();
    }

    public ChainSpec spec() {
        return spec;
    }

    NodeSettings settings() {
        return settings;
    }

    NodeCore core() {
        return core;
    }

    public PeerNetwork peers() {
        return peers;
    }

    /// Where the outside gets in.
    public NodeDoors doors() {
        return doors;
    }

    /// Lets this node dial another, whose port was not known at the start.
    public void addPeer(PeerAddress peer) {
        peers.addPeer(peer);
    }

    /// Whether it would be well to close this node and to start it again: a snapshot waits to be put in.
    public boolean isToBeRestarted() {
        return restartable;
    }

    /// Returns when the node has halted by itself, or after `patience`; says whether it has.
    public boolean awaitHalt(Duration patience) throws InterruptedException {
        return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            try {
                closing.pop().close();
            } catch (Exception failure) {
                LOG.warn("event=close_failed", failure);
            }
        }
    }
}
