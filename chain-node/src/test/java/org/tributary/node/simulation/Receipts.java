// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.tributary.bandwidth.receipt.ReceiptBatch;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.rpc.v1.BatchAnswer;

/// A DApp with a pool, two providers with their edges, and clients: tickets are opened, receipts signed and handed to
/// edges until those have them on disk, and from there to the network. In the end everything acknowledged is counted
/// once and settled.
final class Receipts implements Client {
    private static final long TICK_MILLIS = 200;
    private static final int CLIENTS = 3;
    private static final int MAX_ROUNDS = 12;

    /// Rounds in which a client that is away hands nothing in: past the acceptance of its window, or not.
    private static final int LONGEST_AWAY = 14;

    private final Simulation simulation;
    private final SimulatedDapp dapp;
    private final Random random;
    private final List<Session> sessions = new ArrayList<>();
    private final List<SimulatedEdge> edges = new ArrayList<>();
    private final TreeMap<Hash, Integer> away = new TreeMap<>();
    private final TreeMap<Hash, ReceiptBatch> certified = new TreeMap<>();
    private final Strays strays;
    private final Bills bills;
    private Trouble trouble = new Trouble() {};
    private boolean serving = true;
    private int rounds;

    Receipts(Simulation simulation, Payments payments) {
        this.simulation = simulation;
        this.random = simulation.random();
        this.dapp = new SimulatedDapp(simulation.world(), payments);
        var terms = Terms.draw(random);
        for (int i = 0; i < SimulatedDapp.PROVIDERS; i++) {
            edges.add(edge(i, terms));
        }
        for (int i = 0; i < CLIENTS; i++) {
            add("client" + i, edges.get(i % SimulatedDapp.PROVIDERS), terms);
        }
        if (simulation.world().hasCalls()) {
            edges.add(edge(0, Terms.CALLS));
            add("caller", edges.getLast(), Terms.CALLS);
        }
        this.strays = new Strays(simulation, dapp, batch -> certified.put(batch.hash(), batch));
        this.bills = new Bills(simulation, dapp, sessions, edges, strays, certified.values());
    }

    private SimulatedEdge edge(int provider, Terms terms) {
        return new SimulatedEdge(
                simulation, dapp.provider(provider), terms.chain(), dapp.domain(terms.chain()), new Way());
    }

    private void add(String name, SimulatedEdge edge, Terms terms) {
        sessions.add(new Session(dapp, World.key(name), edge.provider(), terms, simulation.bucket(terms.chain())));
    }

    /// What edges hand in and hear.
    private final class Way implements SimulatedEdge.Intake {
        @Override
        public void handedIn(SimulatedNode node, SignedBatch batch) {
            strays.passed(batch);
            trouble.handedIn(node);
        }

        @Override
        public void answered(SignedBatch batch, BatchAnswer answer) {
            if (answer.hasCertificate()) {
                certified.put(batch.hash(), batch.batch());
            }
        }
    }

    /// What goes wrong on the receipts' way.
    interface Trouble {
        /// A node has been handed a batch.
        default void handedIn(SimulatedNode node) {}

        /// Whether the edge never gets the receipt.
        default boolean keepsBack(Session session, SignedReceipt receipt) {
            return false;
        }
    }

    void suffer(Trouble plan) {
        trouble = plan;
    }

    /// One more ticket, which nobody uses: something for a block.
    void openOne() {
        var client = World.key("more").publicKey();
        var opening = dapp.opening(client, dapp.provider(0).address(), Terms.PLAIN, simulation.bucket(World.CDN));
        simulation
                .anyUp()
                .filter(node -> dapp.isPrepared())
                .ifPresent(node -> node.life().orElseThrow().run(() -> {
                    var _ = Bills.service(node, World.CDN).door().open(opening);
                }));
    }

    List<SimulatedEdge> edges() {
        return edges;
    }

    Strays strays() {
        return strays;
    }

    @Override
    public void start() {
        edges.forEach(edge -> simulation.agenda().inMillis(random.nextInt(50), edge::start));
        tick();
    }

    private void tick() {
        if (simulation.isOver()) {
            return;
        }
        simulation.agenda().inMillis(TICK_MILLIS, this::tick);
        if (!dapp.isPrepared()) {
            return;
        }
        sessions.stream().filter(session -> !session.isOpen()).forEach(this::open);
        if ((simulation.isHealed() && rounds > 0) || rounds >= MAX_ROUNDS) {
            serving = false;
        }
        var open = sessions.stream().filter(Session::isOpen).toList();
        if (serving && !open.isEmpty()) {
            rounds++;
            open.forEach(this::serve);
        }
        open.forEach(this::handOver);
    }

    private void open(Session session) {
        edge(session).open(session);
    }

    private SimulatedEdge edge(Session session) {
        return edges.stream()
                .filter(edge -> edge.chain().equals(session.terms().chain()) && edge.provider() == session.provider())
                .findFirst()
                .orElseThrow();
    }

    private void serve(Session session) {
        var now = now(session);
        session.serve(session.terms() == Terms.CALLS ? TICK_MILLIS : 1_000 + random.nextInt(9_000), now);
        var receipt = session.sign(now, session.terms().isRanked());
        if (!trouble.keepsBack(session, receipt)) {
            session.waiting().add(receipt);
        }
        if (random.nextInt(20) == 0) {
            away.put(session.ticket(), rounds + 1 + random.nextInt(LONGEST_AWAY));
        }
    }

    private Bucket now(Session session) {
        return simulation.bucket(session.terms().chain());
    }

    private void handOver(Session session) {
        boolean isAway = serving && away.getOrDefault(session.ticket(), 0) > rounds;
        if (isAway || session.waiting().isEmpty()) {
            return;
        }
        if (isLate(session, session.waiting().getFirst())) {
            simulation.faults().took(FaultKind.RECEIPT_LATE);
        }
        edge(session).take(session);
    }

    /// Whether the window of its bucket may be closed.
    private boolean isLate(Session session, SignedReceipt receipt) {
        var rules =
                simulation.world().spec().serviceChain(session.terms().chain()).buckets();
        return now(session).number() - receipt.receipt().bucket().number()
                > rules.windowBuckets() + rules.softAcceptanceBuckets();
    }

    @Override
    public boolean isContent() {
        return rounds > 0
                && !serving
                && sessions.stream().allMatch(session -> session.waiting().isEmpty())
                && edges.stream().allMatch(SimulatedEdge::isAnswered)
                && strays.areDone()
                && simulation.correct().stream().allMatch(SimulatedNode::isUp)
                && bills.areSettled();
    }

    @Override
    public String wants() {
        return rounds + " rounds, open "
                + sessions.stream().filter(Session::isOpen).count() + ", waiting "
                + sessions.stream().map(session -> session.waiting().size()).toList() + ", answered "
                + edges.stream().map(SimulatedEdge::isAnswered).toList() + ", strays "
                + strays.areDone() + ", " + bills.wants();
    }

    @Override
    public void overdue() {
        if (edges.stream().allMatch(SimulatedEdge::isAnswered)) {
            bills.overdue();
        }
    }

    @Override
    public void check() {
        bills.check();
    }
}
