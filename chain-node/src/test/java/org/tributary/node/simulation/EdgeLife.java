// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.ledger.service.ServiceRules;
import org.tributary.node.edge.book.BatchSubmitter;
import org.tributary.node.edge.book.ReceiptBook;
import org.tributary.node.edge.book.ReceiptFollower;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.rpc.grpc.OpeningAnswer;

/// One process of an edge: its book of receipts, its way to the network, and its look after what becomes of them.
final class EdgeLife {
    private static final long SUBMIT_MILLIS = 100;
    private static final long FOLLOW_MILLIS = 400;

    /// So few that the journal is begun anew within a run.
    private static final int RECORDS = 40;

    private final Simulation simulation;
    private final Life life;
    private final ChainName chain;
    private final ReceiptBook book;
    private final BatchSubmitter submitter;
    private final ReceiptFollower follower;
    // Looked up, never iterated.
    private final Map<Hash, UsageReceipt> newest = new HashMap<>();

    EdgeLife(Simulation simulation, Life life, Path journal, BatchSubmitter.Route route) {
        this.simulation = simulation;
        this.life = life;
        this.chain = route.chain();
        this.book = ReceiptBook.open(journal, RECORDS);
        int first = simulation.random().nextInt(simulation.nodes().size());
        this.submitter =
                new BatchSubmitter(route, book, first, () -> simulation.agenda().nowMicros() * 1_000);
        var proofs = simulation.plant().proofs(new SimulatedProofs(simulation, chain));
        var rules = ServiceRules.of(simulation.world().spec(), chain);
        this.follower = new ReceiptFollower(proofs, rules, book);
        every(SUBMIT_MILLIS, () -> submitter.flush(now()));
        every(FOLLOW_MILLIS, this::follow);
    }

    private void every(long millis, Runnable work) {
        life.inMicros(millis * 1_000, () -> {
            work.run();
            every(millis, work);
        });
    }

    private Bucket now() {
        return simulation.bucket(chain);
    }

    private void follow() {
        try {
            follower.look(now());
            book.sync();
        } catch (StatusRuntimeException away) {
            // Next time.
        }
    }

    ReceiptBook book() {
        return book;
    }

    /// Whether all that it took has been answered for.
    boolean isAnswered() {
        return submitter.isDone();
    }

    /// Lodges the session's ticket where it is not open yet.
    void open(Session session) {
        boolean known = book.openings().stream()
                .anyMatch(opening -> opening.ticket().ticket().hash().equals(session.ticket()));
        if (known) {
            session.opened();
        } else {
            simulation.anyUp().ifPresent(node -> lodge(session, node));
        }
    }

    private void lodge(Session session, SimulatedNode node) {
        node.life().orElseThrow().run(() -> {
            var service = Bills.service(node, chain);
            if (service.metering().opening(session.ticket()).isPresent()) {
                life.run(() -> opened(session));
                return;
            }
            var _ = service.door().open(session.opening()).thenAccept(answer -> {
                if (answer instanceof OpeningAnswer.Opened) {
                    life.run(() -> opened(session));
                }
            });
        });
    }

    /// On the disk first, as in a real edge.
    private void opened(Session session) {
        book.opened(session.opening());
        book.sync();
        session.opened();
    }

    /// Takes what a client signed, in its order, and tells it once that is on the disk.
    void take(Session session) {
        var receipts = List.copyOf(session.waiting());
        var news = receipts.stream().filter(this::isNews).toList();
        if (news.isEmpty() || book.take(news)) {
            book.sync();
            news.forEach(each -> newest.put(each.receipt().ticket(), each.receipt()));
            session.acknowledge(receipts);
            session.waiting().removeAll(receipts);
        }
    }

    /// As the tab of a real edge has it: a client that was not told hands in again.
    private boolean isNews(SignedReceipt signed) {
        var receipt = signed.receipt();
        var known = Optional.ofNullable(newest.get(receipt.ticket()))
                .or(() -> book.last(receipt.ticket()).map(SignedReceipt::receipt));
        return known.isEmpty()
                || receipt.bucket().isAfter(known.get().bucket())
                || receipt.down() + receipt.millis()
                        > known.get().down() + known.get().millis();
    }
}
