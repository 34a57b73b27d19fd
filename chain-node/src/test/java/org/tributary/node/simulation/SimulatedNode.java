// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.ledger.sync.Question;
import org.tributary.node.NodeCore;
import org.tributary.node.NodePorts;
import org.tributary.node.chain.ConsensusJournal;
import org.tributary.node.peer.PeerFailure;
import org.tributary.node.peer.PeerHandler;
import org.tributary.node.peer.Peers;
import org.tributary.node.peer.Query;
import org.tributary.node.peer.Topic;
import org.tributary.node.simulation.disk.Crash;
import org.tributary.node.simulation.disk.FileDisk;
import org.tributary.node.simulation.disk.Hazard;
import org.tributary.node.simulation.disk.Point;
import org.tributary.node.simulation.disk.SimulatedStore;
import org.tributary.node.storage.FileJournal;
import org.tributary.node.storage.StorageException;
import org.tributary.node.sync.SnapshotFetch;
import org.tributary.node.sync.SyncDirectory;
import org.tributary.pbft.driver.Journal;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.PublicKey;

/// One machine of the simulated network: a disk and a clock that stay, and a process that comes and goes.
final class SimulatedNode implements Hazard {
    /// What stands first in a journal; a file without it is refused for what it is.
    private static final int MAGIC = 8;

    private final Simulation simulation;
    private final int number;
    private final int seat;
    private final WallClock clock;
    private final FileDisk files = new FileDisk(this);
    private final DiskTroubles troubles;
    private Optional<Adversary> adversary = Optional.empty();
    private Optional<Life> life = Optional.empty();
    private Optional<NodeCore> core = Optional.empty();
    private PeerHandler handler = new Nobody();
    private boolean starting;
    private boolean held;
    private boolean unused = true;
    private boolean tookSnapshot;
    private boolean installing;
    private OptionalInt questionsLeft = OptionalInt.empty();
    private final Map<Point, Fate> fatal = new EnumMap<>(Point.class);
    private Runnable atNextStart = () -> {};

    /// How it ends at a point.
    private record Fate(int passes, boolean powerFails) {}

    SimulatedNode(Simulation simulation, int number, int seat) {
        this.simulation = simulation;
        this.number = number;
        this.seat = seat;
        this.clock = new WallClock(simulation.agenda());
        this.troubles = new DiskTroubles(simulation.random(), simulation.faults());
    }

    int number() {
        return number;
    }

    int seat() {
        return seat;
    }

    WallClock clock() {
        return clock;
    }

    DiskTroubles troubles() {
        return troubles;
    }

    Optional<Adversary> adversary() {
        return adversary;
    }

    /// From now on it lies.
    void corrupt(Adversary traitor) {
        adversary = Optional.of(traitor);
    }

    boolean isCorrect() {
        return adversary.isEmpty();
    }

    boolean isUp() {
        return core.isPresent();
    }

    Optional<NodeCore> core() {
        return core;
    }

    Optional<Life> life() {
        return life;
    }

    PublicKey key() {
        return privateKey().publicKey();
    }

    private PrivateKey privateKey() {
        return simulation.world().validator(seat);
    }

    /// The chain's store, looked at from outside.
    KeyValueStore content(ChainName chain) {
        return database(place(chain)).content();
    }

    private Path place(ChainName chain) {
        return files.path("chains/" + chain.text());
    }

    private SimulatedStore database(Path directory) {
        var chain = new ChainName(directory.getFileName().toString());
        return files.database(directory, () -> new SimulatedStore(this, batch -> watch(chain, batch)));
    }

    private KeyValueStore staged(Path directory) {
        var chain = new ChainName(directory.getFileName().toString());
        return simulation.plant().staged(this, chain, database(directory));
    }

    /// Whether it has all blocks, from the first one on.
    boolean hasWholeHistory() {
        return !tookSnapshot;
    }

    FileDisk files() {
        return files;
    }

    private void watch(ChainName chain, WriteBatch batch) {
        if (isCorrect()) {
            for (var write : batch.writes()) {
                if (write instanceof WriteBatch.Put(var table, var key, var value) && table == Table.UNITS) {
                    simulation.chains().unit(chain, value);
                }
            }
        }
    }

    /// Starts the process, unless it runs or is held down.
    void start() {
        if (isUp() || held || simulation.isOver()) {
            return;
        }
        var born = new Life(simulation.agenda(), simulation.random(), this::threw, this::ended);
        life = Optional.of(born);
        starting = true;
        atNextStart.run();
        atNextStart = () -> {};
        try {
            open(born);
        } catch (Crash crash) {
            born.end(crash);
        } catch (RuntimeException broken) {
            halted(broken);
        }
        starting = false;
    }

    private void open(Life born) {
        installing = true;
        if (SyncDirectory.install(files.path(""), this::staged)) {
            tookSnapshot = true;
            simulation.faults().took(FaultKind.SNAPSHOT_INSTALLED);
        }
        installing = false;
        var ports = new NodePorts(
                new SimulatedMachine(born, clock),
                chain -> simulation.plant().store(this, chain, database(place(chain))),
                this::journal,
                (instance, replicaPorts) -> simulation.replica(this, born, instance, replicaPorts),
                simulation.pace(),
                this::halted);
        var opened = new NodeCore(simulation.world().spec(), privateKey(), ports);
        handler = opened.fromPeers();
        core = Optional.of(opened);
        // All journals are begun.
        unused = false;
        opened.start(new FromHere(born));
        var directory = new SyncDirectory(files.path(""), this::staged);
        // Who runs a node ends it then, and starts it again.
        var _ = opened.fetch(directory, new SnapshotFetch.Outcome(this::kill, this::halted));
    }

    private Journal journal(ChainName chain) {
        var file = FileJournal.open(place(chain).resolve("votes"));
        if (file.droppedBytes() > 0) {
            simulation.faults().took(FaultKind.TORN_WRITE);
        }
        var owner = new ConsensusJournal.Owner(
                simulation.world().spec().hash(), chain, privateKey().publicKey());
        return simulation.plant().journal(this, chain, ConsensusJournal.open(file, owner, unused));
    }

    /// A task threw; the thread that ran it goes on, as in a real node.
    private void threw(RuntimeException cause) {
        if (isCorrect() && !(cause instanceof StorageException)) {
            simulation.violations().add(Property.NO_HALT, "node " + number + " threw: " + cause);
            simulation.note(cause);
        }
    }

    private void halted(Throwable cause) {
        switch (cause) {
            case Crash crash -> {}
            case StorageException broken -> {}
            default -> {
                if (isCorrect()) {
                    simulation.violations().add(Property.NO_HALT, "node " + number + " halted: " + cause);
                    simulation.note(cause);
                }
            }
        }
        life.ifPresent(current -> current.end(cause));
    }

    /// Whatever ended it: a supervisor starts it again, as a real node's does.
    private void ended(Throwable cause) {
        core = Optional.empty();
        handler = new Nobody();
        simulation.died(this, cause, starting);
    }

    /// SIGKILL: what the process wrote is with the system.
    void kill() {
        life.filter(current -> !current.isOver()).ifPresent(current -> current.end(new Crash()));
    }

    /// The power fails: what was not synced may be gone.
    void losePower() {
        kill();
        var loss = files.losePower(simulation.random());
        if (loss.writes() > 0) {
            simulation.faults().took(FaultKind.LOST_UNSYNCED_WRITE);
        }
        if (loss.batches() > 0) {
            simulation.faults().took(FaultKind.LOST_UNSYNCED_BATCH);
        }
    }

    /// Damages something in a journal that was synced long ago; false where there is none.
    boolean damageJournal(boolean bitFlip) {
        var random = simulation.random();
        boolean damaged = false;
        for (var chain : simulation.world().spec().chains()) {
            var file = files.files().get(place(chain).resolve("votes").toString());
            if (file == null) {
                continue;
            }
            damaged |=
                    bitFlip ? file.flip(random, MAGIC) : file.smear(random, MAGIC, new byte[1 + random.nextInt(200)]);
        }
        return damaged;
    }

    /// The stores are what they were some blocks ago.
    boolean storesGoBack(int batches) {
        boolean gone = false;
        for (var store : files.databases().values()) {
            gone |= store.goBack(batches) > 0;
        }
        return gone;
    }

    /// Everything on the disk is gone.
    void deleteAll() {
        files.deleteAll();
    }

    /// Stays down until [#release].
    void hold() {
        held = true;
    }

    void release() {
        held = false;
        start();
    }

    /// Dies when it comes by `point` for the `pass`-th time, alone or with the machine's power.
    void dieAt(Point point, int pass, boolean powerFails) {
        fatal.put(point, new Fate(pass, powerFails));
    }

    /// As [#dieAt], from the first moment of its next start on.
    void dieStarting(Point point, int pass, boolean powerFails) {
        atNextStart = () -> dieAt(point, pass, powerFails);
    }

    /// Dies when it has asked for so many pieces of a snapshot.
    void dieFetching(int questions) {
        questionsLeft = OptionalInt.of(questions);
    }

    /// Before it asks.
    private void askFor(Question question) {
        if (question instanceof Question.Offers || questionsLeft.isEmpty()) {
            return;
        }
        int left = questionsLeft.getAsInt();
        questionsLeft = left > 0 ? OptionalInt.of(left - 1) : OptionalInt.empty();
        if (left == 0) {
            simulation.faults().took(FaultKind.SNAPSHOT_KILLED);
            if (simulation.random().nextBoolean()) {
                losePower();
            }
            kill();
            throw new Crash();
        }
    }

    /// It will not die at a point any more.
    void disarm() {
        questionsLeft = OptionalInt.empty();
        atNextStart = () -> {};
        fatal.clear();
    }

    @Override
    public void at(Point point) throws IOException {
        if (life.isEmpty() || life.get().isOver()) {
            throw new Crash();
        }
        var fate = fatal.get(point);
        if (fate != null && fate.passes() > 0) {
            fatal.put(point, new Fate(fate.passes() - 1, fate.powerFails()));
        } else if (fate != null) {
            fatal.remove(point);
            simulation.faults().took(FaultKind.valueOf("CRASH_" + point));
            // Journals are renamed at a node's first start alone.
            if (point == Point.BEFORE_RENAME && (installing || !starting)) {
                simulation.faults().took(FaultKind.SNAPSHOT_KILLED_BEFORE_RENAME);
            }
            if (point == Point.AFTER_RENAME && (installing || !starting)) {
                simulation.faults().took(FaultKind.SNAPSHOT_KILLED_AFTER_RENAME);
            }
            if (starting) {
                simulation.faults().took(FaultKind.CRASH_IN_RECOVERY);
            }
            life.get().end(new Crash());
            if (fate.powerFails()) {
                simulation.faults().took(FaultKind.POWER_LOSS);
                losePower();
            }
            throw new Crash();
        }
        troubles.at(point);
    }

    @Override
    public void reading() throws IOException {
        if (life.isEmpty() || life.get().isOver()) {
            throw new Crash();
        }
        troubles.reading();
    }

    /// A frame arrives.
    void received(PublicKey from, Frame frame) {
        boolean deaf = adversary.isPresent() && !adversary.get().hears(frame);
        if (!isUp() || !handler.hosts(frame.chain()) || deaf) {
            return;
        }
        life.ifPresent(current -> current.run(() -> {
            handler.received(from, frame.topic(), frame.chain(), frame.payload());
        }));
    }

    Optional<Bytes> answer(PublicKey from, Query query, ChainName chain, Bytes body) {
        if (!isUp() || life.orElseThrow().isPaused()) {
            return Optional.empty();
        }
        try {
            var honest = handler.answer(from, query, chain, body);
            if (query == Query.SNAPSHOT && honest.isEmpty() && question(body) instanceof Question.Piece) {
                simulation.faults().took(FaultKind.SNAPSHOT_MOVED_ON);
            }
            return adversary.isPresent() ? adversary.get().answer(query, chain, honest) : honest;
        } catch (StorageException | Crash broken) {
            return Optional.empty();
        }
    }

    private static Question question(Bytes body) {
        return Question.decode(body).orBroken("a question of our own");
    }

    private static final class Nobody implements PeerHandler {
        @Override
        public void received(PublicKey from, Topic topic, ChainName chain, Bytes payload) {}

        @Override
        public Optional<Bytes> answer(PublicKey from, Query query, ChainName chain, Bytes body) {
            return Optional.empty();
        }
    }

    /// The other nodes, as this process sees them.
    private final class FromHere implements Peers {
        private final Life current;

        FromHere(Life current) {
            this.current = current;
        }

        @Override
        public void broadcast(Topic topic, ChainName chain, Bytes payload) {
            simulation.others(number).forEach(other -> say(new Frame(number, other.number(), topic, chain, payload)));
        }

        @Override
        public void send(PublicKey peer, Topic topic, ChainName chain, Bytes payload) {
            simulation.others(number).stream()
                    .filter(other -> other.key().equals(peer))
                    .forEach(other -> say(new Frame(number, other.number(), topic, chain, payload)));
        }

        private void say(Frame frame) {
            pass(Point.BEFORE_SEND);
            simulation.said(SimulatedNode.this, frame);
            pass(Point.AFTER_SEND);
        }

        private void pass(Point point) {
            try {
                at(point);
            } catch (IOException never) {
                throw new IllegalStateException(never);
            }
        }

        @Override
        public CompletableFuture<Bytes> request(PublicKey peer, Query query, ChainName chain, Bytes body) {
            if (query == Query.SNAPSHOT) {
                askFor(question(body));
            }
            var asked = simulation.others(number).stream()
                    .filter(other -> other.key().equals(peer))
                    .findFirst();
            return asked.map(other -> simulation.network().request(current, number, other.number(), query, chain, body))
                    .orElseGet(() -> CompletableFuture.failedFuture(
                            new PeerFailure(PeerFailure.Reason.NOT_CONNECTED, "no address is known")));
        }

        @Override
        public List<PublicKey> connected() {
            return simulation.others(number).stream()
                    .filter(other -> other.isUp()
                            && simulation.network().link(number, other.number()).isUp())
                    .map(SimulatedNode::key)
                    .sorted()
                    .distinct()
                    .toList();
        }
    }
}
