// SPDX-License-Identifier: Apache-2.0
package org.tributary.node;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.chain.BlockStore;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.chain.Proposer;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.main.AnchorBook;
import org.tributary.ledger.main.MainProgram;
import org.tributary.ledger.main.Supply;
import org.tributary.ledger.network.NetworkLedger;
import org.tributary.ledger.service.MeteringLedger;
import org.tributary.ledger.service.ServiceProgram;
import org.tributary.ledger.state.StateReader;
import org.tributary.node.chain.BlockSize;
import org.tributary.node.chain.ChainHost;
import org.tributary.node.chain.FinishedBlocks;
import org.tributary.node.chain.HostedChain;
import org.tributary.node.chain.RealClock;
import org.tributary.node.chain.TransactionPool;
import org.tributary.node.metering.ServiceDoor;
import org.tributary.node.metrics.MetricsServer;
import org.tributary.node.peer.PeerAddress;
import org.tributary.node.peer.PeerHandler;
import org.tributary.node.peer.PeerIdentity;
import org.tributary.node.peer.PeerNetwork;
import org.tributary.node.peer.PeerSettings;
import org.tributary.node.peer.Query;
import org.tributary.node.peer.Topic;
import org.tributary.node.storage.RocksStore;
import org.tributary.node.storage.StorageException;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;
import org.tributary.primitives.committee.Validator;
import org.tributary.primitives.crypto.PublicKey;
import org.tributary.primitives.crypto.Vrf;
import org.tributary.rpc.grpc.GrpcServer;
import org.tributary.rpc.jsonrpc.JsonRpcServer;

/// One full node, put together by hand: every chain of the network, its peers, and the doors to the outside.
///
/// This is the one place where parts are wired. The constructor is read from top to bottom; [#close] undoes it upwards.
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private static final long SYNCING_FROM = 5;

    private final ChainSpec spec;
    private final NodeSettings settings;
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final FinishedBlocks finished = new FinishedBlocks();
    private final SortedMap<ChainName, ServiceChain> services = new TreeMap<>();
    private final SortedMap<ChainName, HostedChain> hosted = new ConcurrentSkipListMap<>();
    private final NodeReadings readings;
    private final RocksStore mainStore;
    private final TransactionPool pool;
    private final Ledger main;
    private final ChainHost mainHost;
    private final NetworkLedger network;
    private final PeerNetwork peers;
    private final NodeDoors doors;
    private volatile Optional<Supply> supply = Optional.empty();
    private volatile Optional<PeerNetwork> connected = Optional.empty();

    /// Starts everything; all ports are open when this returns.
    ///
    /// @throws NodeRefused where the settings cannot work, such as a data directory of another network
    public Node(NodeSettings settings) {
        this.settings = settings;
        this.spec = settings.spec();
        this.readings = new NodeReadings(spec);
        try {
            this.mainStore = store(ChainName.MAIN);
            var size = new BlockSize(spec.consensus().viewTimeoutMillis());
            this.pool = new TransactionPool(spec, StateReader.over(mainStore), size, readings::entered, this::spread);
            var program = new MainProgram(spec, mainStore, pool, finished);
            this.main = new Ledger(spec, ChainName.MAIN, mainStore, program, Optional.<Ledger>empty());
            this.mainHost = new ChainHost(spec, ChainName.MAIN, main, proposer(ChainName.MAIN), size, batches -> {});
            for (var chain : spec.serviceChains()) {
                services.put(chain.name(), service(chain.name()));
            }
            this.network = openNetwork();
            listen();
            var clock = opened(new RealClock());
            this.peers = opened(startPeers());
            this.connected = Optional.of(peers);
            startChains(clock);
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
                main.height(),
                peers.port());
    }

    private <T extends AutoCloseable> T opened(T part) {
        closing.push(part);
        return part;
    }

    private RocksStore store(ChainName chain) {
        var directory = settings.data().resolve("chains").resolve(chain.text());
        var store = opened(RocksStore.open(directory));
        var holds = BlockStore.network(store);
        if (holds.isPresent() && !holds.get().equals(spec.hash())) {
            throw new NodeRefused(
                    directory + " holds a chain of the network " + holds.get() + ", the genesis file is of "
                            + spec.hash() + ": use that network's genesis file, or another data directory");
        }
        return store;
    }

    private Optional<Proposer> proposer(ChainName chain) {
        var key = settings.keys().consensus();
        var committee = spec.committee(chain);
        var seat = committee.seat(key.publicKey());
        return seat.isEmpty()
                ? Optional.empty()
                : Optional.of(new Proposer(committee.member(seat.getAsInt()), alpha -> Vrf.prove(key, alpha)));
    }

    private ServiceChain service(ChainName chain) {
        var store = store(chain);
        var door = new ServiceDoor();
        var program = new ServiceProgram(spec, chain, store, main, door.source());
        var ledger = new Ledger(spec, chain, store, program, Optional.of(main));
        var metering = new MeteringLedger(spec, chain, store, door.source(), () -> anchored(chain));
        door.open(metering, store);
        finished.add(chain, ledger);
        // What is due is in the block, whatever its size.
        var size = new BlockSize(spec.consensus().viewTimeoutMillis());
        var host = new ChainHost(spec, chain, ledger, proposer(chain), size, door::fetch);
        return new ServiceChain(store, ledger, host, door, metering);
    }

    /// Only a node that is well behind says that it is syncing: one block behind is every block's life.
    private Optional<Height> syncingTowards() {
        var proven = readings.proven(ChainName.MAIN);
        return proven.number() - main.height().number() > SYNCING_FROM ? Optional.of(proven) : Optional.empty();
    }

    /// Up to which of its heights main has anchored the chain.
    Height anchored(ChainName chain) {
        return new AnchorBook(spec, new Accounts(main.state())).height(chain);
    }

    private NetworkLedger openNetwork() {
        var others = new TreeMap<ChainName, Ledger>();
        services.forEach((chain, parts) -> others.put(chain, parts.ledger()));
        var connectivity = new NetworkLedger.Connectivity(
                () -> connected.map(open -> open.connected().size()).orElse(0), this::syncingTowards);
        return new NetworkLedger(spec, mainStore, main, others, pool, connectivity);
    }

    private void listen() {
        readings.onEntered(transaction -> {
            network.entered(transaction.hash());
            mainHost.poke();
        });
        mainHost.onCommit(block -> {
            readings.committed(block);
            pool.committed(Senders.of(block, pool));
            network.advance();
            services.values().forEach(service -> service.host().poke());
        });
        services.values()
                .forEach(service -> service.host().onCommit(block -> {
                    readings.committed(block);
                    service.door().committed(block);
                    network.advance();
                    mainHost.poke();
                }));
        network.advance();
    }

    private PeerNetwork startPeers() {
        var identity = PeerIdentity.create(settings.keys().consensus(), spec.hash());
        var endpoint = settings.listening().peer();
        return PeerNetwork.start(
                identity,
                PeerSettings.listeningOn(endpoint.host(), endpoint.port()),
                settings.peers(),
                this::isMember,
                new FromPeers());
    }

    private boolean isMember(PublicKey key) {
        return spec.chains().stream()
                .anyMatch(chain -> spec.committee(chain).members().stream()
                        .map(Validator::consensusKey)
                        .anyMatch(key::equals));
    }

    private void startChains(RealClock clock) {
        startChain(ChainName.MAIN, mainHost, clock);
        services.forEach((chain, parts) -> {
            opened(parts.door());
            parts.door()
                    .start(spec, settings.keys().consensus(), peers, clock, readings.receipts(), parts.host()::poke);
            startChain(chain, parts.host(), clock);
        });
    }

    private void startChain(ChainName chain, ChainHost host, RealClock clock) {
        var around = new HostedChain.Surroundings(
                spec, settings.keys().consensus(), peers, clock, readings.observer(chain, this::halt));
        var directory = settings.data().resolve("chains").resolve(chain.text());
        hosted.put(chain, opened(HostedChain.start(chain, host, directory, around)));
    }

    /// A promise of ours broke, or the disk did: the node stops rather than to go on with what it no longer knows.
    private void halt(Throwable cause) {
        LOG.error("event=halted", cause);
        ended.countDown();
    }

    private void spread(Bytes transaction) {
        connected.ifPresent(open -> open.broadcast(Topic.TRANSACTION, ChainName.MAIN, transaction));
    }

    /// What peers send, handed on to who it is for.
    private final class FromPeers implements PeerHandler {
        @Override
        public void received(PublicKey from, Topic topic, ChainName chain, Bytes payload) {
            switch (topic) {
                case CONSENSUS ->
                    Optional.ofNullable(hosted.get(chain)).ifPresent(replica -> replica.received(from, payload));
                case TRANSACTION -> pool.receive(payload);
                case BATCH, ACK, OPENING, STATUS ->
                    Optional.ofNullable(services.get(chain))
                            .ifPresent(service -> service.door().received(from, topic, payload));
            }
        }

        @Override
        public Optional<Bytes> answer(PublicKey from, Query query, ChainName chain, Bytes body) {
            return query == Query.BATCH
                    ? Optional.ofNullable(services.get(chain))
                            .flatMap(service -> service.door().batch(body))
                    : Optional.empty();
        }

        @Override
        public boolean hosts(ChainName chain) {
            return chain.equals(ChainName.MAIN) || services.containsKey(chain);
        }
    }

    public ChainSpec spec() {
        return spec;
    }

    NodeSettings settings() {
        return settings;
    }

    NetworkLedger network() {
        return network;
    }

    Ledger main() {
        return main;
    }

    SortedMap<ChainName, ServiceChain> services() {
        return services;
    }

    NodeReadings readings() {
        return readings;
    }

    TransactionPool pool() {
        return pool;
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

    /// Adds the whole supply up, from main's state; once per height, however many ask.
    Supply supply() {
        var known = supply;
        if (known.isPresent() && known.get().height().equals(main.height())) {
            return known.get();
        }
        var counted = mainHost.between(() -> Supply.of(spec, main, mainStore)).join();
        supply = Optional.of(counted);
        return counted;
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
