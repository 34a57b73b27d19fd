// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.ledger.sync.Question;
import org.tributary.node.NodeCore;
import org.tributary.node.NodePorts;
import org.tributary.node.chain.ConsensusJournal;
import org.tributary.node.log.LogShape;
import org.tributary.node.log.ServiceLog;
import org.tributary.node.peer.PeerHandler;
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

    /// A few batches.
    private static final int SEGMENT_BYTES = 4 << 10;

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
    private final Deaths deaths = new Deaths();

    SimulatedNode(Simulation simulation, int number, int seat) {
        this.simulation = simulation;
        this.number = number;
        this.seat = seat;
        this.clock = new WallClock(simulation.agenda());
        this.troubles = new DiskTroubles(simulation.random(), simulation.faults());
        simulation.plant().member(files);
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
        return files.database(directory, () -> new SimulatedStore(this, new StoreWatch(chain)));
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

    /// What is written to one chain's store.
    private final class StoreWatch implements SimulatedStore.Watcher {
        private final ChainName chain;

        StoreWatch(ChainName chain) {
            this.chain = chain;
        }

        @Override
        public void before(WriteBatch batch) {
            Moment.before(chain, batch).ifPresent(SimulatedNode.this::reached);
        }

        @Override
        public void after(WriteBatch batch) {
            if (isCorrect()) {
                for (var write : batch.writes()) {
                    if (write instanceof WriteBatch.Put(var table, var key, var value) && table == Table.UNITS) {
                        simulation.chains().unit(chain, value);
                    }
                }
            }
            Moment.before(chain, batch).map(Moment::after).ifPresent(SimulatedNode.this::reached);
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
        deaths.starting();
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
        if (SyncDirectory.install(files.path(""))) {
            tookSnapshot = true;
            simulation.faults().took(FaultKind.SNAPSHOT_INSTALLED);
        }
        installing = false;
        var ports = new NodePorts(
                new SimulatedMachine(born, clock),
                chain -> simulation.plant().store(this, chain, database(place(chain))),
                this::log,
                this::journal,
                (instance, replicaPorts) -> simulation.replica(this, born, instance, replicaPorts),
                simulation.pace(),
                this::halted);
        var opened = new NodeCore(simulation.world().spec(), privateKey(), ports);
        handler = opened.fromPeers();
        core = Optional.of(opened);
        // All journals are begun.
        unused = false;
        opened.start(new OtherNodes(simulation, this, born));
        var directory = new SyncDirectory(files.path(""), this::staged);
        // Who runs a node ends it then, and starts it again.
        var _ = opened.fetch(directory, new SnapshotFetch.Outcome(this::kill, this::halted));
    }

    private ServiceLog log(ChainName chain) {
        var buckets = simulation.world().spec().serviceChain(chain).buckets();
        var shape = new LogShape(buckets.bucketMillis(), buckets.retentionBuckets(), SEGMENT_BYTES);
        return ServiceLog.open(place(chain).resolve(SyncDirectory.LOG), shape);
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

    /// Damages something that was synced long ago, in every journal and in every file of a log; false where there is
    /// none.
    boolean damage(boolean bitFlip) {
        var random = simulation.random();
        boolean damaged = false;
        for (var entry : files.files().entrySet()) {
            if (entry.getKey().startsWith("/sync/")) {
                continue;
            }
            var file = entry.getValue();
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

    /// How it is to die.
    Deaths deaths() {
        return deaths;
    }

    /// Before it asks for something of a snapshot.
    void asks(Question question) {
        if (!(question instanceof Question.Offers) && deaths.isDueAtQuestion()) {
            simulation.faults().took(FaultKind.SNAPSHOT_KILLED);
            if (simulation.random().nextBoolean()) {
                losePower();
            }
            kill();
            throw new Crash();
        }
    }

    @Override
    public void at(Point point) throws IOException {
        if (life.isEmpty() || life.get().isOver()) {
            throw new Crash();
        }
        var death = deaths.dueAt(point);
        if (death.isPresent()) {
            dies(point, death.get());
        }
        troubles.at(point);
    }

    private void dies(Point point, Deaths.Death death) {
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
        die(death);
    }

    /// It may be its last moment.
    void reached(Moment moment) {
        deaths.dueAt(moment).ifPresent(death -> {
            simulation.faults().took(moment.fault());
            die(death);
        });
    }

    private void die(Deaths.Death death) {
        life.orElseThrow().end(new Crash());
        if (death.powerFails()) {
            simulation.faults().took(FaultKind.POWER_LOSS);
            losePower();
        }
        throw new Crash();
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
}
