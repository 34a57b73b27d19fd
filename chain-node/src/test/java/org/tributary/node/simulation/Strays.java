// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.receipt.ReceiptBatch;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.primitives.Hash;
import org.tributary.rpc.grpc.IntakeAnswer;

/// What comes in a provider's name past its edge: batches a second time, receipts in other batches, too late, and such
/// as nobody signed. Each is handed in again and elsewhere until it is acknowledged.
final class Strays {
    /// Far above what an edge counts up to.
    private static final long FIRST_SEQUENCE = 1L << 40;

    private final Simulation simulation;
    private final SimulatedDapp dapp;
    private final Consumer<ReceiptBatch> certified;
    private final List<Stray> all = new ArrayList<>();
    private final Set<Hash> brought = new TreeSet<>();
    private final Set<Hash> unbooked = new TreeSet<>();
    private boolean handsInTwice;
    private long forgeries;

    private static final class Stray {
        final Session session;
        final SignedBatch batch;
        boolean isAcknowledged;

        Stray(Session session, SignedBatch batch) {
            this.session = session;
            this.batch = batch;
        }
    }

    /// @param certified told of each batch that a quorum has
    Strays(Simulation simulation, SimulatedDapp dapp, Consumer<ReceiptBatch> certified) {
        this.simulation = simulation;
        this.dapp = dapp;
        this.certified = certified;
    }

    /// From now on every batch of an edge comes twice.
    void handInTwice() {
        handsInTwice = true;
    }

    /// An edge has handed a batch in.
    void passed(SignedBatch batch) {
        if (!handsInTwice || simulation.isHealed()) {
            return;
        }
        simulation
                .agenda()
                .inMillis(
                        simulation.random().nextInt(300),
                        () -> at(node -> {
                            simulation.faults().took(FaultKind.BATCH_TWICE);
                            var _ = Bills.service(node, batch.batch().chain())
                                    .door()
                                    .submit(batch);
                        }));
    }

    /// A receipt that the edge has as well.
    void again(Session session, SignedReceipt receipt) {
        simulation.faults().took(FaultKind.RECEIPT_TWICE);
        add(session, List.of(receipt));
    }

    /// A receipt that the edge never gets.
    void late(Session session, SignedReceipt receipt) {
        unbooked.add(receipt.receipt().hash());
        simulation.faults().took(FaultKind.CLOSING_LATE);
        add(session, List.of(receipt));
    }

    /// One beside it that the client did not sign, for more.
    void forged(Session session, SignedReceipt receipt) {
        simulation.faults().took(FaultKind.RECEIPT_FORGED);
        forgeries++;
        var forgery = session.receipt(
                session.units(receipt) + 777,
                receipt.receipt().bucket(),
                receipt.receipt().closing(),
                dapp.gateway());
        add(session, List.of(receipt, forgery));
    }

    private void add(Session session, List<SignedReceipt> receipts) {
        var chain = session.terms().chain();
        var batch =
                SignedBatch.sign(chain, FIRST_SEQUENCE + all.size(), receipts, dapp.domain(chain), session.provider());
        var stray = new Stray(session, batch);
        all.add(stray);
        receipts.forEach(receipt -> brought.add(receipt.receipt().hash()));
        handIn(stray);
    }

    private void handIn(Stray stray) {
        if (stray.isAcknowledged || simulation.isOver()) {
            return;
        }
        at(node -> {
            var _ = Bills.service(node, stray.batch.batch().chain())
                    .door()
                    .submit(stray.batch)
                    .thenAccept(answer -> answered(stray, answer));
        });
        simulation.agenda().inMillis(700, () -> handIn(stray));
    }

    private void answered(Stray stray, IntakeAnswer answer) {
        switch (answer) {
            case IntakeAnswer.Certified _ -> {
                certified.accept(stray.batch.batch());
                acknowledge(stray);
            }
            case IntakeAnswer.Refused refused -> {
                // In a block already, or all that the client signed is counted by what came after it.
                var signed = stray.session.signed();
                boolean counted = !refused.entries().isEmpty()
                        && refused.entries().stream()
                                .filter(entry -> signed.containsKey(stray.batch
                                        .receipts()
                                        .get(entry.index())
                                        .receipt()
                                        .hash()))
                                .allMatch(entry -> entry.rejection() == Rejection.REPLAYED);
                if (refused.rejection() == Rejection.BATCH_ALREADY_ORDERED || counted) {
                    acknowledge(stray);
                }
            }
            case IntakeAnswer.Overloaded overloaded -> {}
        }
    }

    private static void acknowledge(Stray stray) {
        if (!stray.isAcknowledged) {
            stray.isAcknowledged = true;
            var signed = stray.session.signed();
            stray.session.acknowledge(stray.batch.receipts().stream()
                    .filter(receipt -> signed.containsKey(receipt.receipt().hash()))
                    .toList());
        }
    }

    private void at(Consumer<SimulatedNode> work) {
        simulation.anyUp().ifPresent(node -> node.life().orElseThrow().run(() -> work.accept(node)));
    }

    boolean areDone() {
        return all.stream().allMatch(stray -> stray.isAcknowledged);
    }

    /// Of all batches.
    long entries() {
        return all.stream().mapToLong(stray -> stray.batch.batch().count()).sum();
    }

    /// Receipts that nobody signed.
    long forgeries() {
        return forgeries;
    }

    /// Receipts that came past their edges.
    Set<Hash> brought() {
        return brought;
    }

    /// Those of them that no edge's book has.
    Set<Hash> unbooked() {
        return unbooked;
    }
}
