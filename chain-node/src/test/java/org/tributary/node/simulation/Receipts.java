// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.primitives.Bucket;
import org.tributary.rpc.grpc.IntakeAnswer;
import org.tributary.rpc.grpc.OpeningAnswer;

/// A DApp with a pool, two providers and their clients: tickets are opened, receipts signed, batched and handed in,
/// again and elsewhere until they are acknowledged. In the end every acknowledged byte is billed once and settled.
final class Receipts implements Client {
    private static final long TICK_MILLIS = 200;
    private static final int CLIENTS = 3;
    private static final int MAX_ROUNDS = 12;

    private final Simulation simulation;
    private final SimulatedDapp dapp;
    private final List<Session> sessions = new ArrayList<>();
    private final Bills bills;
    private final Map<Integer, Long> sequences = new TreeMap<>();
    private boolean serving = true;
    private boolean handsInTwice;
    private boolean forgesSome;
    private Consumer<SimulatedNode> handedIn = node -> {};
    private int rounds;
    private int pending;

    /// A batch on its way, with the total of each session of which it has a receipt.
    private static final class Delivery {
        final SignedBatch batch;
        final List<Session> served;
        final List<Long> totals;
        boolean isAcknowledged;

        Delivery(SignedBatch batch, List<Session> served) {
            this.batch = batch;
            this.served = served;
            this.totals = served.stream().map(Session::total).toList();
        }
    }

    Receipts(Simulation simulation, Payments payments) {
        this.simulation = simulation;
        this.dapp = new SimulatedDapp(simulation.world(), payments);
        this.bills = new Bills(simulation, sessions);
        for (int i = 0; i < CLIENTS; i++) {
            sessions.add(dapp.session(World.key("client" + i), dapp.provider(i % SimulatedDapp.PROVIDERS), bucket()));
        }
    }

    /// Providers hand every batch in twice, at two members.
    void handInTwice() {
        handsInTwice = true;
    }

    /// Providers put a receipt into each batch that no client signed.
    void forgeSome() {
        forgesSome = true;
    }

    /// Tells who is being handed a batch.
    void onHandIn(Consumer<SimulatedNode> told) {
        handedIn = told;
    }

    private Bucket bucket() {
        return new Bucket((World.START_MILLIS + simulation.agenda().nowMillis())
                / simulation.world().spec().serviceChain(World.CDN).buckets().bucketMillis());
    }

    @Override
    public void start() {
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
        if (serving && sessions.stream().anyMatch(Session::isOpen)) {
            rounds++;
            for (int i = 0; i < SimulatedDapp.PROVIDERS; i++) {
                serve(i);
            }
        }
    }

    private void open(Session session) {
        at(node -> {
            var _ = Bills.service(node).door().open(session.opening()).thenAccept(answer -> {
                if (answer instanceof OpeningAnswer.Opened) {
                    session.opened();
                }
            });
            if (Bills.service(node).metering().opening(session.ticket()).isPresent()) {
                session.opened();
            }
        });
    }

    private void serve(int number) {
        var provider = dapp.provider(number);
        var served =
                sessions.stream().filter(session -> session.isOpenAt(provider)).toList();
        var entries = new ArrayList<SignedReceipt>();
        for (var session : served) {
            session.serve(1_000 + simulation.random().nextInt(9_000));
            entries.add(session.receipt(bucket(), dapp.domain()));
        }
        if (entries.isEmpty()) {
            return;
        }
        if (forgesSome) {
            simulation.faults().took(FaultKind.RECEIPT_FORGED);
            var robbed = served.getFirst();
            entries.add(robbed.receipt(robbed.total() + 777, bucket(), dapp.domain(), dapp.gateway()));
        }
        long sequence = sequences.merge(number, 1L, Long::sum) - 1;
        var batch = SignedBatch.sign(World.CDN, sequence, entries, dapp.domain(), provider);
        pending++;
        handIn(new Delivery(batch, served));
        if (handsInTwice) {
            simulation.agenda().inMillis(simulation.random().nextInt(300), () -> {
                simulation.faults().took(FaultKind.RECEIPT_TWICE);
                at(node -> {
                    var _ = Bills.service(node).door().submit(batch);
                });
            });
        }
    }

    private void handIn(Delivery delivery) {
        if (delivery.isAcknowledged || simulation.isOver()) {
            return;
        }
        at(node -> {
            var answer = Bills.service(node).door().submit(delivery.batch);
            handedIn.accept(node);
            var _ = answer.thenAccept(given -> answered(delivery, given));
        });
        simulation.agenda().inMillis(700, () -> handIn(delivery));
    }

    private void answered(Delivery delivery, IntakeAnswer answer) {
        switch (answer) {
            case IntakeAnswer.Certified certified -> acknowledge(delivery);
            case IntakeAnswer.Refused refused -> {
                // In a block already, or all of it billed by what came after it.
                boolean billed = !refused.entries().isEmpty()
                        && refused.entries().stream().allMatch(entry -> entry.rejection() == Rejection.REPLAYED);
                if (refused.rejection() == Rejection.BATCH_ALREADY_ORDERED || billed) {
                    acknowledge(delivery);
                }
            }
            case IntakeAnswer.Overloaded overloaded -> {}
        }
    }

    private void acknowledge(Delivery delivery) {
        if (delivery.isAcknowledged) {
            return;
        }
        delivery.isAcknowledged = true;
        pending--;
        for (int i = 0; i < delivery.served.size(); i++) {
            delivery.served.get(i).acknowledge(delivery.totals.get(i));
        }
    }

    /// At any node that runs.
    private void at(Consumer<SimulatedNode> work) {
        simulation.anyUp().ifPresent(node -> node.life().orElseThrow().run(() -> work.accept(node)));
    }

    @Override
    public boolean isContent() {
        return pending == 0
                && rounds > 0
                && !serving
                && simulation.correct().stream().allMatch(node -> node.isUp() && bills.isSettled(node));
    }

    @Override
    public String wants() {
        return pending + " batches are not acknowledged, " + rounds + " rounds, open "
                + sessions.stream().filter(Session::isOpen).count() + ", billed "
                + sessions.stream()
                        .map(session -> simulation.correct().stream()
                                        .filter(SimulatedNode::isUp)
                                        .map(node -> Bills.billed(node, session))
                                        .toList()
                                + " of " + session.acknowledged())
                        .toList();
    }

    @Override
    public void check() {
        bills.check();
    }
}
