// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metering;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.check.BatchCheck;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.service.MeteringLedger;
import org.tributary.ledger.service.ServiceSource;
import org.tributary.node.chain.Machine;
import org.tributary.node.chain.Worker;
import org.tributary.node.log.LogReadings;
import org.tributary.node.log.ServiceLog;
import org.tributary.node.peer.Peers;
import org.tributary.node.peer.Topic;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.rpc.grpc.IntakeAnswer;
import org.tributary.rpc.grpc.OpeningAnswer;

/// Everything through which openings and receipts get into one service chain.
public final class ServiceDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceDoor.class);

    /// An opening that no block has taken by then is answered with its reason, or with "try again".
    private static final long OPENING_PATIENCE_MILLIS = 10_000;

    private final Machine machine;
    private final ServiceQueue queue = new ServiceQueue();
    private Optional<ReceiptDesk> desk = Optional.empty();
    private Optional<ServiceLog> log = Optional.empty();
    private Optional<Worker> sweeper = Optional.empty();
    private Optional<BatchShelf> shelf = Optional.empty();
    private Optional<MeteringLedger> ledger = Optional.empty();
    private Optional<Peers> peers = Optional.empty();
    private Runnable poke = () -> {};

    public ServiceDoor(Machine machine) {
        this.machine = machine;
    }

    /// The queue, which the chain's program reads before the rest is there.
    public ServiceSource source() {
        return queue;
    }

    /// Batches that were stored before this start can be read from here on.
    public void open(MeteringLedger metering, ServiceLog stored) {
        ledger = Optional.of(metering);
        log = Optional.of(stored);
        var batches = new BatchShelf(
                stored, new BatchCheck(metering.chain(), metering.rules(), metering.domain()), metering.tickets());
        shelf = Optional.of(batches);
        queue.shelf(batches);
    }

    /// Lets the outside in.
    ///
    /// @param wantsBlock says that there is something for a block
    public void start(
            ChainSpec spec, PrivateKey consensusKey, Peers network, ReceiptReadings readings, Runnable wantsBlock) {
        var metering = ledger.orElseThrow();
        peers = Optional.of(network);
        poke = wantsBlock;
        var parts = new ReceiptDesk.Parts(
                metering,
                spec.committee(metering.chain()),
                consensusKey,
                network,
                queue,
                shelf.orElseThrow(),
                new BatchCheck(metering.chain(), metering.rules(), metering.domain()));
        desk = Optional.of(new ReceiptDesk(parts, readings, machine, wantsBlock));
    }

    /// Lets go of batches whose time is over, from now on.
    ///
    /// @param settled the newest bucket of whose blocks no member needs a batch any more
    public void retain(Supplier<Optional<Bucket>> settled) {
        var metering = ledger.orElseThrow();
        var retention = new Retention(metering, log.orElseThrow(), settled);
        var worker = machine.oneByOne(
                "retention-" + metering.chain(),
                failure -> LOG.error("event=retention_ended chain={}", metering.chain(), failure));
        var period = retention.period();
        worker.repeat(period, period, retention::sweepQuietly);
        sweeper = Optional.of(worker);
    }

    /// What the chain's log holds and has done.
    public LogReadings logReadings() {
        return log.orElseThrow().readings();
    }

    public CompletableFuture<IntakeAnswer> submit(SignedBatch batch) {
        return desk.map(open -> open.submit(batch))
                .orElseGet(() -> CompletableFuture.completedFuture(new IntakeAnswer.Overloaded()));
    }

    /// Lodges an opening: checks it here, tells the other members, and answers when a block has it.
    public CompletableFuture<OpeningAnswer> open(Opening opening) {
        var answer = new CompletableFuture<OpeningAnswer>();
        var metering = ledger.orElseThrow();
        var now = metering.rules().bucket(machine.millis());
        var state = metering.metering();
        // Who asks again learns that it is open, also when it would be too late to open it.
        var refusal = state.ticket(opening.ticket().ticket().hash()).isPresent()
                ? Optional.of(Rejection.ALREADY_OPEN)
                : state.openingRefusal(opening, now);
        if (refusal.isPresent()) {
            answer.complete(new OpeningAnswer.Refused(refusal.get()));
        } else if (!queue.add(opening, machine.millis(), Optional.of(answer))) {
            answer.complete(new OpeningAnswer.Overloaded());
        } else {
            peers.ifPresent(network -> network.broadcast(Topic.OPENING, metering.chain(), opening.encode()));
            poke.run();
        }
        return answer;
    }

    /// What peers send for this chain, apart from consensus.
    public void received(Topic topic, Bytes payload) {
        switch (topic) {
            case BATCH -> desk.ifPresent(open -> open.received(payload));
            case ACK -> desk.ifPresent(open -> open.acknowledged(payload));
            case OPENING -> receivedOpening(payload);
            case CONSENSUS, PROPOSAL, TRANSACTION, STATUS -> {}
        }
    }

    private void receivedOpening(Bytes payload) {
        var metering = ledger.orElseThrow();
        if (Opening.decode(payload) instanceof Decoded.Value<Opening>(var opening)
                && metering.metering()
                        .openingRefusal(opening, metering.rules().bucket(machine.millis()))
                        .isEmpty()) {
            queue.add(opening, machine.millis(), Optional.empty());
            poke.run();
        }
    }

    /// The canonical bytes of a batch that a peer asks for.
    public Optional<Bytes> batch(Bytes hash) {
        return hash.size() == Hash.ZERO.bytes().size()
                ? shelf.flatMap(batches -> batches.encoded(Hash.of(hash)))
                : Optional.empty();
    }

    public void fetch(List<Hash> batches) {
        desk.ifPresent(open -> open.fetch(batches));
    }

    /// Called after every block of the chain.
    public void committed(Block block) {
        queue.committed(block);
        desk.ifPresent(open -> open.committed(block));
        endOverdue();
    }

    private void endOverdue() {
        var metering = ledger.orElseThrow();
        long now = machine.millis();
        for (var opening : queue.waitingSinceBefore(now - OPENING_PATIENCE_MILLIS)) {
            var refusal =
                    metering.metering().openingRefusal(opening, metering.rules().bucket(now));
            var answer = refusal.filter(reason -> reason != Rejection.ALREADY_OPEN)
                    .<OpeningAnswer>map(OpeningAnswer.Refused::new)
                    .orElseGet(OpeningAnswer.Overloaded::new);
            queue.answer(opening.ticket().ticket().hash(), answer);
        }
    }

    @Override
    public void close() {
        sweeper.ifPresent(Worker::close);
        desk.ifPresent(ReceiptDesk::close);
    }
}
