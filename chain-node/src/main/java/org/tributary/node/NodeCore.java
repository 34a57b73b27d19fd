// SPDX-License-Identifier: Apache-2.0
package org.tributary.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.genesis.ChainSpec;
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
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.RecentRecords;
import org.tributary.node.chain.BlockSize;
import org.tributary.node.chain.ChainHost;
import org.tributary.node.chain.FinishedBlocks;
import org.tributary.node.chain.HeldTransactions;
import org.tributary.node.chain.HostedChain;
import org.tributary.node.chain.TransactionPool;
import org.tributary.node.metering.ServiceDoor;
import org.tributary.node.metering.SettledTime;
import org.tributary.node.peer.PeerHandler;
import org.tributary.node.peer.Peers;
import org.tributary.node.peer.Query;
import org.tributary.node.peer.Topic;
import org.tributary.node.sync.SnapshotFetch;
import org.tributary.node.sync.SnapshotShelf;
import org.tributary.node.sync.SyncDirectory;
import org.tributary.pbft.driver.Journal;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.PublicKey;
import org.tributary.primitives.crypto.Vrf;

/// Every chain of the network, wired by hand over ports: it opens no file and no socket, starts no
/// thread and reads no clock itself, so that a simulation runs the same node in virtual time.
///
/// The constructor is read from top to bottom; [#start] lets the peers in; [#close] undoes both.
public final class NodeCore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeCore.class);

    private static final long SYNCING_FROM = 5;

    private final ChainSpec spec;
    private final PrivateKey consensusKey;
    private final NodePorts ports;
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private final FinishedBlocks finished = new FinishedBlocks();
    private final SortedMap<ChainName, ServiceChain> services = new TreeMap<>();
    private final SortedMap<ChainName, Journal> journals = new TreeMap<>();
    private final SortedMap<ChainName, SnapshotShelf> shelves = new TreeMap<>();
    private final SortedMap<ChainName, HostedChain> hosted = new ConcurrentSkipListMap<>();
    private final NodeReadings readings;
    private final KeyValueStore mainStore;
    private final TransactionPool pool;
    private final Ledger main;
    private final ChainHost mainHost;
    private final NetworkLedger network;
    private volatile Optional<Supply> supply = Optional.empty();
    private volatile Optional<Peers> connected = Optional.empty();

    public NodeCore(ChainSpec spec, PrivateKey consensusKey, NodePorts ports) {
        this.spec = spec;
        this.consensusKey = consensusKey;
        this.ports = ports;
        this.readings = new NodeReadings(spec);
        this.mainStore = new RecentRecords(ports.store().apply(ChainName.MAIN));
        var size = new BlockSize(spec.consensus().viewTimeoutMillis());
        this.pool = new TransactionPool(spec, StateReader.over(mainStore), size, readings::entered, this::spread);
        var program = new MainProgram(spec, mainStore, pool, finished);
        this.main = new Ledger(spec, ChainName.MAIN, mainStore, program, Optional.<Ledger>empty());
        this.mainHost = new ChainHost(spec, main, proposer(ChainName.MAIN), size, batches -> {}, ports.machine());
        for (var chain : spec.serviceChains()) {
            services.put(chain.name(), service(chain.name()));
        }
        this.network = openNetwork();
        shelve(mainHost, mainStore);
        services.values().forEach(service -> shelve(service.host(), service.store()));
        spec.chains().forEach(chain -> journals.put(chain, ports.journal().apply(chain)));
        listen();
    }

    private Optional<Proposer> proposer(ChainName chain) {
        var committee = spec.committee(chain);
        var seat = committee.seat(consensusKey.publicKey());
        return seat.isEmpty()
                ? Optional.empty()
                : Optional.of(new Proposer(committee.member(seat.getAsInt()), alpha -> Vrf.prove(consensusKey, alpha)));
    }

    private ServiceChain service(ChainName chain) {
        var store = new RecentRecords(ports.store().apply(chain));
        var door = new ServiceDoor(ports.machine());
        var program = new ServiceProgram(spec, chain, store, main, door.source());
        var ledger = new Ledger(spec, chain, store, program, Optional.of(main));
        var metering = new MeteringLedger(spec, chain, store, door.source(), () -> anchored(chain));
        door.open(metering, ports.log().apply(chain));
        finished.add(chain, ledger);
        // What is due is in the block, whatever its size.
        var size = new BlockSize(spec.consensus().viewTimeoutMillis());
        var host = new ChainHost(spec, ledger, proposer(chain), size, door::fetch, ports.machine());
        return new ServiceChain(store, ledger, host, door, metering);
    }

    private void shelve(ChainHost host, KeyValueStore store) {
        var shelf = new SnapshotShelf(host.ledger(), store, ports.machine()::millis, ports.pace());
        closing.push(shelf);
        shelves.put(host.ledger().chain(), shelf);
        host.onCommit(shelf::committed);
    }

    private NetworkLedger openNetwork() {
        var others = new TreeMap<ChainName, Ledger>();
        services.forEach((chain, parts) -> others.put(chain, parts.ledger()));
        var connectivity = new NetworkLedger.Connectivity(
                () -> connected.map(open -> open.connected().size()).orElse(0), this::syncingTowards);
        return new NetworkLedger(spec, mainStore, main, others, pool, connectivity);
    }

    /// Only a node that is well behind says that it is syncing: one block behind is every block's life.
    private Optional<Height> syncingTowards() {
        var proven = readings.proven(ChainName.MAIN);
        return proven.number() - main.height().number() > SYNCING_FROM ? Optional.of(proven) : Optional.empty();
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

    /// Reads the journals and takes up the work.
    public void start(Peers peers) {
        connected = Optional.of(peers);
        startChain(mainHost, pool, peers);
        services.values().forEach(service -> {
            closing.push(service.door());
            service.door().start(spec, consensusKey, peers, readings.receipts(), service.host()::poke);
            startChain(service.host(), HeldTransactions.NONE, peers);
            // Before it there is a snapshot, and whoever is behind that takes it.
            long depth = ports.pace().far() + ports.pace().interval();
            service.door()
                    .retain(new SettledTime(
                            SettledTime.Times.of(main),
                            SettledTime.Times.of(service.ledger()),
                            depth,
                            service.metering().rules().bucketMillis()));
        });
    }

    private void startChain(ChainHost host, HeldTransactions transactions, Peers peers) {
        var chain = host.ledger().chain();
        var observer = readings.observer(chain, ports.halt());
        var around =
                new HostedChain.Surroundings(spec, consensusKey, peers, ports.machine(), ports.replicas(), observer);
        var started = HostedChain.start(host, Objects.requireNonNull(journals.get(chain)), transactions, around);
        closing.push(started);
        hosted.put(chain, started);
    }

    /// Begins to watch how far behind this node is, after [#start]. The taker closes what it gets,
    /// before this.
    public SnapshotFetch fetch(SyncDirectory directory, SnapshotFetch.Outcome outcome) {
        var chains = new SnapshotFetch.Chains(
                spec,
                ledgers(),
                () -> readings.proven(ChainName.MAIN),
                ports.pace().far());
        return new SnapshotFetch(chains, connected.orElseThrow(), ports.machine(), directory, outcome);
    }

    private void spread(Bytes transaction) {
        connected.ifPresent(open -> open.broadcast(Topic.TRANSACTION, ChainName.MAIN, transaction));
    }

    /// What peers send, handed on to who it is for. Before [#start] nobody takes it.
    public PeerHandler fromPeers() {
        return new FromPeers();
    }

    private final class FromPeers implements PeerHandler {
        @Override
        public void received(PublicKey from, Topic topic, ChainName chain, Bytes payload) {
            switch (topic) {
                case CONSENSUS ->
                    Optional.ofNullable(hosted.get(chain)).ifPresent(replica -> replica.received(from, payload));
                case PROPOSAL ->
                    Optional.ofNullable(hosted.get(chain)).ifPresent(replica -> replica.receivedCompact(from, payload));
                case TRANSACTION -> pool.receive(payload);
                case BATCH, ACK, OPENING, STATUS ->
                    Optional.ofNullable(services.get(chain))
                            .ifPresent(service -> service.door().received(topic, payload));
            }
        }

        @Override
        public Optional<Bytes> answer(PublicKey from, Query query, ChainName chain, Bytes body) {
            return switch (query) {
                case TRANSACTIONS ->
                    Optional.ofNullable(hosted.get(chain)).flatMap(replica -> replica.transactions(body));
                case BATCH ->
                    Optional.ofNullable(services.get(chain))
                            .flatMap(service -> service.door().batch(body));
                case SNAPSHOT -> Optional.ofNullable(shelves.get(chain)).flatMap(shelf -> shelf.answer(body));
                case HEADERS, BLOCKS, MESSAGES -> Optional.empty();
            };
        }

        @Override
        public boolean hosts(ChainName chain) {
            return chain.equals(ChainName.MAIN) || services.containsKey(chain);
        }
    }

    /// Up to which of its heights main has anchored the chain.
    public Height anchored(ChainName chain) {
        return new AnchorBook(spec, new Accounts(main.state())).height(chain);
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

    ChainSpec spec() {
        return spec;
    }

    public NetworkLedger network() {
        return network;
    }

    public Ledger main() {
        return main;
    }

    /// Of all chains.
    public SortedMap<ChainName, Ledger> ledgers() {
        var ledgers = new TreeMap<ChainName, Ledger>();
        ledgers.put(ChainName.MAIN, main);
        services.forEach((chain, parts) -> ledgers.put(chain, parts.ledger()));
        return ledgers;
    }

    public SortedMap<ChainName, ServiceChain> services() {
        return services;
    }

    NodeReadings readings() {
        return readings;
    }

    public TransactionPool pool() {
        return pool;
    }

    /// Returns when no chain does anything more.
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
