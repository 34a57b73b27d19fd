// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.node.challenge.AnswerSearch;
import org.tributary.node.challenge.DemandReader;
import org.tributary.node.challenge.DemandWatch;
import org.tributary.node.client.BucketClock;
import org.tributary.node.edge.book.BatchSubmitter;
import org.tributary.node.edge.book.ReceiptBook;
import org.tributary.node.edge.book.ReceiptFollower;
import org.tributary.node.edge.earnings.DayFile;
import org.tributary.node.edge.earnings.EarningsDesk;
import org.tributary.node.edge.network.NodeProofDesk;
import org.tributary.node.edge.network.NodeTicketDesk;
import org.tributary.node.edge.network.Nodes;
import org.tributary.node.remote.JsonRpc;
import org.tributary.node.remote.RemoteFailed;
import org.tributary.node.remote.Stop;
import org.tributary.node.remote.Wallet;
import org.tributary.node.storage.StorageException;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.rpc.v1.GetStatusRequest;
import org.tributary.rpc.v1.NodeGrpc;

/// A whole edge: serves, hands in what its clients signed, over outages of nodes and its own, and looks after
/// what becomes of it.
public final class EdgeProgram implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeProgram.class);

    private static final Duration MOST_BETWEEN_BATCHES = Duration.ofSeconds(10);

    /// What became of receipts and money; each look asks the nodes a few questions.
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /// What can be submitted at the end is; a node that is away must not hold the end up.
    private static final Duration LAST_SUBMISSION = Duration.ofSeconds(8);

    private static final long ANSWER_SECONDS = 5;

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ReceiptBook book;
    private final Nodes nodes;
    private final JsonRpc rpc;
    private final BatchSubmitter submitter;
    private final ReceiptFollower follower;
    private final EarningsDesk desk;
    private final DemandWatch demands;
    private final Stop stop = new Stop();
    private final Edge edge;
    private final BucketClock clock;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch failed = new CountDownLatch(1);
    private final List<Thread> loops = new ArrayList<>();
    private final EdgePlan plan;
    private final AdminServer admin;
    private volatile EarningsDesk.Look look = new EarningsDesk.Look.Failed("nobody has looked yet");

    private EdgeProgram(EdgePlan plan, Goods goods, ReceiptBook book, Nodes nodes, JsonRpc rpc) {
        var network = plan.network();
        var rules = plan.terms().rules();
        this.plan = plan;
        this.book = book;
        this.nodes = nodes;
        this.rpc = rpc;
        this.clock = new BucketClock(InstantSource.system(), rules.bucketMillis());
        this.submitter = new BatchSubmitter(
                new BatchSubmitter.Route(
                        nodes, network.chain(), network.domain(), plan.provider(), rules.maxReceiptsPerBatch()),
                book,
                0);
        this.follower = new ReceiptFollower(new NodeProofDesk(nodes, network.chain()), rules, book);
        this.desk = new EarningsDesk(
                nodes,
                rpc,
                plan.terms().provider(),
                plan.upstream().spec().settlement(),
                ownFirst(network.chain(), plan.upstream().chains()),
                clock.time(),
                new DayFile(plan.state().resolve("day.json")));
        this.demands = demandWatch();
        var clients = plan.doors().clients();
        this.edge = Edge.serve(
                clients.host(),
                clients.port(),
                new Edge.Parts(
                        network, plan.terms(), new NodeTicketDesk(nodes, network.chain()), book, goods, clock.time()));
        this.admin = startAdmin();
        every(betweenBatches(), this::submit);
        every(BETWEEN_LOOKS, this::follow);
        every(betweenDemands(), demands::look);
    }

    /// Often enough for many attempts within the time to answer.
    private Duration betweenDemands() {
        var tenth = Duration.ofMillis(
                Math.max(1, DemandWatch.leastAnswerMillis(plan.upstream().spec()) / 10));
        return tenth.compareTo(BETWEEN_LOOKS) < 0 ? tenth : BETWEEN_LOOKS;
    }

    private DemandWatch demandWatch() {
        var reader = new DemandReader(rpc);
        var held = new AnswerSearch.Held(book::receipt, book::opening);
        var search = new AnswerSearch(plan.upstream().spec(), reader, nodes, held);
        var wallet = new Wallet(rpc, plan.network().chainId(), plan.provider(), stop);
        return new DemandWatch(reader, search, wallet, clock.time());
    }

    private AdminServer startAdmin() {
        try {
            return AdminServer.start(plan.doors().admin(), this::status, () -> status(look));
        } catch (RuntimeException failed) {
            edge.close();
            throw failed;
        }
    }

    /// Serves once this returns.
    ///
    /// @throws StorageException where the journal cannot be opened
    /// @throws EdgeServer.CannotListen where a port is taken
    public static EdgeProgram start(EdgePlan plan, Goods goods) {
        Path journal = plan.state().resolve("receipts.journal");
        var book = ReceiptBook.open(journal);
        book.damage().ifPresent(what -> LOG.error("event=journal_damaged file={} why={}", journal, what));
        var nodes = new Nodes(plan.upstream().grpc());
        var rpc = new JsonRpc(plan.upstream().jsonRpc());
        try {
            checkNetwork(plan, nodes);
            return new EdgeProgram(plan, goods, book, nodes, rpc);
        } catch (RuntimeException failed) {
            rpc.close();
            nodes.close();
            book.close();
            throw failed;
        }
    }

    /// A node that does not answer now may later.
    private static void checkNetwork(EdgePlan plan, Nodes nodes) {
        try {
            var status = nodes.ask(channel -> NodeGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .getStatus(GetStatusRequest.getDefaultInstance()));
            var theirs = Hash.of(Bytes.wrap(status.getGenesisHash().toByteArray()));
            if (!theirs.equals(plan.network().genesis())) {
                throw new RemoteFailed("the nodes are of the network " + theirs + ", the genesis file is of "
                        + plan.network().genesis());
            }
        } catch (StatusRuntimeException away) {
            LOG.warn("event=no_node_answers why={}", away.getMessage());
        }
    }

    private static List<ChainName> ownFirst(ChainName own, List<ChainName> all) {
        var chains = new ArrayList<>(List.of(own));
        all.stream().filter(each -> !each.equals(own)).forEach(chains::add);
        return chains;
    }

    private Duration betweenBatches() {
        var half = Duration.ofMillis(Math.max(1, clock.bucketMillis() / 2));
        return half.compareTo(MOST_BETWEEN_BATCHES) < 0 ? half : MOST_BETWEEN_BATCHES;
    }

    private void every(Duration interval, Runnable work) {
        loops.add(Thread.ofVirtual().start(() -> {
            try {
                do {
                    work.run();
                } while (!ended.await(interval.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (StorageException broken) {
                // What the journal says now nobody knows: only a start can find out.
                LOG.error("event=journal_failed why=\"{}\" next=\"ends\"", broken.getMessage());
                failed.countDown();
            }
        }));
    }

    /// Returns true once the disk has failed, false where it has not by then. Such an edge can do nothing more but end
    /// and be started again: it acknowledges no receipt, and hands in none.
    public boolean awaitFailure(Duration patience) throws InterruptedException {
        return failed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void submit() {
        submitter.flush(clock.now());
        edge.tidy();
    }

    private void follow() {
        try {
            follower.look(clock.now());
            book.sync();
        } catch (StatusRuntimeException away) {
            LOG.info("event=no_node_answers why={}", away.getMessage());
        }
        look = desk.look();
    }

    public int port() {
        return edge.port();
    }

    public int adminPort() {
        return admin.port();
    }

    /// How it stands, with a fresh look at the nodes.
    public EdgeStatus status() {
        look = desk.look();
        return status(look);
    }

    private EdgeStatus status(EarningsDesk.Look seen) {
        var network = plan.network();
        var provider = Answers.object()
                .put("provider", plan.terms().provider().toString())
                .put("chain", network.chain().text())
                .put("network", network.genesis().toString());
        return new EdgeStatus(provider, edge, book.counts(), seen, demands.state());
    }

    /// Serves no more, submits what it has, and waits a little for the answers. What has none is submitted
    /// after the next start.
    @Override
    public void close() {
        ended.countDown();
        stop.request();
        edge.close();
        admin.close();
        try {
            long deadline = System.nanoTime() + LAST_SUBMISSION.toNanos();
            while (!submitter.isDone() && System.nanoTime() < deadline) {
                submitter.flush();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        submitter.close();
        nodes.close();
        rpc.close();
        loops.forEach(Thread::interrupt);
        try {
            for (var loop : loops) {
                loop.join();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        book.close();
    }
}
