// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Optional;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.node.edge.book.BatchSubmitter;
import org.tributary.node.edge.book.ReceiptBook;
import org.tributary.node.simulation.disk.Crash;
import org.tributary.node.simulation.disk.FileDisk;
import org.tributary.node.simulation.disk.Hazard;
import org.tributary.node.simulation.disk.Point;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;
import org.tributary.rpc.v1.BatchAnswer;

/// A provider's machine: a disk that stays, and an edge's process that comes and goes.
final class SimulatedEdge implements Hazard {
    private static final int RECEIPTS_PER_BATCH = 8;

    private final Simulation simulation;
    private final PrivateKey provider;
    private final ChainName chain;
    private final Domain domain;
    private final Intake intake;
    private final FileDisk files;
    private final Deaths deaths = new Deaths();
    private Optional<Life> life = Optional.empty();
    private Optional<EdgeLife> running = Optional.empty();
    private boolean starting;

    /// Told of what the edge hands in, and of what it hears.
    interface Intake {
        /// A node has just been handed the batch.
        void handedIn(SimulatedNode node, SignedBatch batch);

        void answered(SignedBatch batch, BatchAnswer answer);
    }

    SimulatedEdge(Simulation simulation, PrivateKey provider, ChainName chain, Domain domain, Intake intake) {
        this.simulation = simulation;
        this.provider = provider;
        this.chain = chain;
        this.domain = domain;
        this.intake = intake;
        this.files = new FileDisk(this);
        simulation.plant().edge(files);
    }

    PrivateKey provider() {
        return provider;
    }

    ChainName chain() {
        return chain;
    }

    Deaths deaths() {
        return deaths;
    }

    boolean isUp() {
        return running.isPresent();
    }

    /// Of an edge that runs.
    ReceiptBook book() {
        return running.orElseThrow().book();
    }

    void start() {
        if (isUp() || simulation.isOver()) {
            return;
        }
        var born = new Life(simulation.agenda(), simulation.random(), this::threw, cause -> ended());
        life = Optional.of(born);
        starting = true;
        deaths.starting();
        born.run(() -> open(born));
        starting = false;
    }

    private void open(Life born) {
        var ingest = simulation.plant().ingest(new SimulatedIngest(simulation, this, born));
        var route = new BatchSubmitter.Route(ingest, chain, domain, provider, RECEIPTS_PER_BATCH);
        var opened = new EdgeLife(simulation, born, simulation.plant().book(files), route);
        opened.book()
                .damage()
                .ifPresent(what ->
                        simulation.violations().add(Property.ACKNOWLEDGED, "an edge lost its journal: " + what));
        running = Optional.of(opened);
    }

    private void threw(RuntimeException cause) {
        simulation.violations().add(Property.NO_HALT, "an edge threw: " + cause);
        simulation.note(cause);
    }

    /// A supervisor starts it again.
    private void ended() {
        running = Optional.empty();
        simulation.agenda().inMillis(20 + simulation.random().nextInt(400), this::start);
    }

    void open(Session session) {
        running.ifPresent(process -> life.orElseThrow().run(() -> process.open(session)));
    }

    void take(Session session) {
        running.ifPresent(process -> life.orElseThrow().run(() -> process.take(session)));
    }

    /// Whether all that it took has been answered for.
    boolean isAnswered() {
        return running.filter(EdgeLife::isAnswered).isPresent();
    }

    void kill() {
        life.filter(current -> !current.isOver()).ifPresent(current -> current.end(new Crash()));
    }

    void losePower() {
        kill();
        files.losePower(simulation.random());
    }

    /// Before it sends a batch.
    void sends() {
        at(Point.BEFORE_SEND);
    }

    void sent() {
        at(Point.AFTER_SEND);
    }

    void handedIn(SimulatedNode node, SignedBatch batch) {
        intake.handedIn(node, batch);
    }

    /// An answer has come.
    void answered(SignedBatch batch, BatchAnswer answer, Runnable taken) {
        reached(Moment.CERTIFIED);
        taken.run();
        intake.answered(batch, answer);
        reached(Moment.ANSWERED);
    }

    private void reached(Moment moment) {
        deaths.dueAt(moment).ifPresent(death -> die(FaultKind.valueOf("EDGE_CRASH_" + moment), death));
    }

    @Override
    public void at(Point point) {
        if (life.isEmpty() || life.get().isOver()) {
            throw new Crash();
        }
        deaths.dueAt(point).ifPresent(death -> {
            if (starting) {
                simulation.faults().took(FaultKind.EDGE_CRASH_IN_RECOVERY);
            }
            die(FaultKind.valueOf("EDGE_CRASH_" + point), death);
        });
    }

    private void die(FaultKind kind, Deaths.Death death) {
        simulation.faults().took(kind);
        if (death.powerFails()) {
            simulation.faults().took(FaultKind.EDGE_POWER_LOSS);
            losePower();
        } else {
            kill();
        }
        throw new Crash();
    }

    @Override
    public void reading() {
        if (life.isEmpty() || life.get().isOver()) {
            throw new Crash();
        }
    }
}
