// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import io.grpc.StatusRuntimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.ledger.service.ServiceRules;
import org.tributary.node.edge.book.BatchSubmitter;
import org.tributary.node.edge.book.ReceiptBook;
import org.tributary.node.edge.book.ReceiptFollower;
import org.tributary.node.simulation.disk.Crash;
import org.tributary.node.simulation.disk.FileDisk;
import org.tributary.node.simulation.disk.Hazard;
import org.tributary.node.simulation.disk.Point;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.typed.Domain;
import org.tributary.rpc.grpc.OpeningAnswer;
import org.tributary.rpc.v1.BatchAnswer;

/// A provider's machine: a disk that stays, and an edge's process with its book of receipts, its way to the network and
/// its look after them, which comes and goes.
final class SimulatedEdge implements Hazard {
    private static final long SUBMIT_MILLIS = 100;
    private static final long FOLLOW_MILLIS = 400;
    private static final int RECEIPTS_PER_BATCH = 8;

    /// So few that the journal is begun anew within a run.
    private static final int RECORDS = 40;

    private final Simulation simulation;
    private final PrivateKey provider;
    private final ChainName chain;
    private final Domain domain;
    private final MeteringRules rules;
    private final Intake intake;
    private final FileDisk files;
    private final Deaths deaths = new Deaths();
    private Optional<Life> life = Optional.empty();
    private Optional<ReceiptBook> book = Optional.empty();
    private Optional<BatchSubmitter> submitter = Optional.empty();
    // Looked up, never iterated.
    private final Map<Hash, UsageReceipt> newest = new HashMap<>();
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
        this.rules = ServiceRules.of(simulation.world().spec(), chain);
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
        return submitter.isPresent();
    }

    Optional<ReceiptBook> book() {
        return book;
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
        var opened = ReceiptBook.open(simulation.plant().book(files), RECORDS);
        if (opened.damage().isPresent()) {
            simulation.violations().add(Property.ACKNOWLEDGED, "an edge lost its journal: " + opened.damage());
        }
        var route = new BatchSubmitter.Route(
                simulation.plant().ingest(new SimulatedIngest(simulation, this, born)),
                chain,
                domain,
                provider,
                RECEIPTS_PER_BATCH);
        var way = new BatchSubmitter(
                route,
                opened,
                simulation.random().nextInt(simulation.nodes().size()),
                () -> simulation.agenda().nowMicros() * 1_000);
        newest.clear();
        book = Optional.of(opened);
        submitter = Optional.of(way);
        var follower =
                new ReceiptFollower(simulation.plant().proofs(new SimulatedProofs(simulation, chain)), rules, opened);
        every(born, SUBMIT_MILLIS, () -> way.flush(now()));
        every(born, FOLLOW_MILLIS, () -> follow(follower, opened));
    }

    private void follow(ReceiptFollower follower, ReceiptBook opened) {
        try {
            follower.look(now());
            opened.sync();
        } catch (StatusRuntimeException away) {
            // Next time.
        }
    }

    private static void every(Life life, long millis, Runnable work) {
        life.inMicros(millis * 1_000, () -> {
            work.run();
            every(life, millis, work);
        });
    }

    private Bucket now() {
        return simulation.bucket(chain);
    }

    private void threw(RuntimeException cause) {
        simulation.violations().add(Property.NO_HALT, "an edge threw: " + cause);
        simulation.note(cause);
    }

    /// A supervisor starts it again.
    private void ended() {
        submitter = Optional.empty();
        book = Optional.empty();
        simulation.agenda().inMillis(20 + simulation.random().nextInt(400), this::start);
    }

    /// Lodges the session's ticket where it is not open yet.
    void open(Session session) {
        run(() -> {
            boolean known = openBook().openings().stream()
                    .anyMatch(opening -> opening.ticket().ticket().hash().equals(session.ticket()));
            if (known) {
                session.opened();
            } else {
                simulation.anyUp().ifPresent(node -> lodge(session, node));
            }
        });
    }

    private void lodge(Session session, SimulatedNode node) {
        var here = life.orElseThrow();
        node.life().orElseThrow().run(() -> {
            var service = Bills.service(node, chain);
            if (service.metering().opening(session.ticket()).isPresent()) {
                here.run(() -> opened(session));
                return;
            }
            var _ = service.door().open(session.opening()).thenAccept(answer -> {
                if (answer instanceof OpeningAnswer.Opened) {
                    here.run(() -> opened(session));
                }
            });
        });
    }

    /// On the disk first, as in a real edge.
    private void opened(Session session) {
        openBook().opened(session.opening());
        openBook().sync();
        session.opened();
    }

    /// Takes what a client signed, in its order, and tells it once that is on the disk.
    void take(Session session) {
        var receipts = List.copyOf(session.waiting());
        run(() -> {
            var news = receipts.stream().filter(this::isNews).toList();
            if (news.isEmpty() || openBook().take(news)) {
                openBook().sync();
                news.forEach(each -> newest.put(each.receipt().ticket(), each.receipt()));
                session.acknowledge(receipts);
                session.waiting().removeAll(receipts);
            }
        });
    }

    /// As the tab of a real edge has it: a client that was not told hands in again.
    private boolean isNews(SignedReceipt signed) {
        var receipt = signed.receipt();
        var known = newest.get(receipt.ticket());
        if (known == null) {
            known = openBook()
                    .last(receipt.ticket())
                    .map(SignedReceipt::receipt)
                    .orElse(null);
        }
        return known == null
                || receipt.bucket().isAfter(known.bucket())
                || receipt.down() + receipt.millis() > known.down() + known.millis();
    }

    private ReceiptBook openBook() {
        return book.orElseThrow();
    }

    private void run(Runnable work) {
        if (isUp()) {
            life.orElseThrow().run(work);
        }
    }

    /// Whether all that it took has been answered for.
    boolean isAnswered() {
        return isUp() && submitter.orElseThrow().isDone();
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
