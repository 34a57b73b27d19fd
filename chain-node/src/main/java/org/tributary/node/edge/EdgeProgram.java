// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.node.client.BucketClock;
import org.tributary.node.config.Endpoint;
import org.tributary.node.edge.book.BatchSubmitter;
import org.tributary.node.edge.book.ReceiptBook;
import org.tributary.node.edge.content.Objects;
import org.tributary.node.edge.network.NodeTicketDesk;
import org.tributary.node.edge.network.Nodes;
import org.tributary.primitives.crypto.PrivateKey;

/// A whole edge: serves, and hands in what its clients signed, over outages of nodes and its own.
public final class EdgeProgram implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeProgram.class);

    private static final Duration MOST_BETWEEN_BATCHES = Duration.ofSeconds(10);

    /// What can be submitted at the end is; a node that is away must not hold the end up.
    private static final Duration LAST_SUBMISSION = Duration.ofSeconds(8);

    private static final Duration LOOK = Duration.ofMillis(50);

    private final ReceiptBook book;
    private final Nodes nodes;
    private final BatchSubmitter submitter;
    private final Edge edge;
    private final BucketClock clock;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread loop;

    private EdgeProgram(ReceiptBook book, Nodes nodes, BatchSubmitter submitter, Edge edge, BucketClock clock) {
        this.book = book;
        this.nodes = nodes;
        this.submitter = submitter;
        this.edge = edge;
        this.clock = clock;
        this.loop = Thread.ofVirtual().name("submissions").start(this::run);
    }

    /// What the program is started with.
    ///
    /// @param nodes `host:port` of gRPC doors, the preferred one first
    /// @param state directory of the journal
    public record Plan(
            Edge.Network network,
            EdgeTerms terms,
            PrivateKey provider,
            List<String> nodes,
            Path state,
            Endpoint listen) {
        public Plan {
            nodes = List.copyOf(nodes);
        }
    }

    /// Serves once this returns.
    public static EdgeProgram start(Plan plan, Objects objects) {
        var book = ReceiptBook.open(plan.state().resolve("receipts.journal"));
        book.damage().ifPresent(what -> LOG.error("event=journal_damaged why={}", what));
        var nodes = new Nodes(plan.nodes());
        try {
            var network = plan.network();
            var route = new BatchSubmitter.Route(
                    nodes,
                    network.chain(),
                    network.domain(),
                    plan.provider(),
                    plan.terms().rules().maxReceiptsPerBatch());
            var parts = new Edge.Parts(
                    network,
                    plan.terms(),
                    new NodeTicketDesk(nodes, network.chain()),
                    book,
                    objects,
                    InstantSource.system());
            var submitter = new BatchSubmitter(route, book, 0);
            var edge = Edge.serve(plan.listen().host(), plan.listen().port(), parts);
            var clock = new BucketClock(parts.time(), plan.terms().rules().bucketMillis());
            return new EdgeProgram(book, nodes, submitter, edge, clock);
        } catch (RuntimeException failed) {
            nodes.close();
            book.close();
            throw failed;
        }
    }

    private void run() {
        var between = Duration.ofMillis(Math.min(MOST_BETWEEN_BATCHES.toMillis(), clock.bucketMillis() / 2));
        try {
            while (!ended.await(between.toMillis(), TimeUnit.MILLISECONDS)) {
                submitter.flush(clock.now());
                edge.tidy();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    public int port() {
        return edge.port();
    }

    /// Serves no more, submits what it has, and waits a little for the answers. What has none is
    /// submitted after the next start.
    @Override
    public void close() {
        ended.countDown();
        edge.close();
        try {
            loop.join();
            long deadline = System.nanoTime() + LAST_SUBMISSION.toNanos();
            while (!submitter.isDone() && System.nanoTime() < deadline) {
                submitter.flush();
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        submitter.close();
        nodes.close();
        book.close();
    }
}
