// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metering;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.check.BatchCheck;
import org.tributary.bandwidth.check.BatchVerdict;
import org.tributary.bandwidth.check.ReceiptCheck;
import org.tributary.bandwidth.check.SignatureVerdict;
import org.tributary.bandwidth.check.SoundBatch;
import org.tributary.bandwidth.check.VerifiedBatch;
import org.tributary.bandwidth.check.VerifiedSlice;
import org.tributary.bandwidth.receipt.BatchAck;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.ReceiptBatch;
import org.tributary.bandwidth.receipt.SeatAck;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.service.MeteringLedger;
import org.tributary.node.chain.Machine;
import org.tributary.node.peer.Peers;
import org.tributary.node.peer.Query;
import org.tributary.node.peer.Topic;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.primitives.crypto.PublicKey;
import org.tributary.primitives.crypto.Signature;
import org.tributary.rpc.grpc.IntakeAnswer;
import org.tributary.rpc.grpc.IntakeAnswer.RefusedEntry;

/// Takes batches from providers and from other members: verifies every receipt, stores the batch, and only then
/// says so to
/// all. What a quorum said is certified, and waits for a block. Protocol §7.3.
///
/// Acknowledgements go to every member, so whoever handed the batch in may die: any member can have it ordered.
final class ReceiptDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptDesk.class);

    /// Batches that are verified or wait to be, for providers and peers together: 16 MiB each at most.
    private static final int MAX_IN_WORK = 64;

    /// A slice is about 10 ms of signature checks: small enough to share, large enough to be worth a task.
    private static final int SLICE = 400;

    private static final Duration RESEND = Duration.ofMillis(400);

    /// Acknowledgements repeated at once: a chain that stands still must not drown in them.
    private static final int MAX_REMINDERS = 100;

    private static final long PATIENCE_MILLIS = 15_000;

    private final MeteringLedger ledger;
    private final Committee committee;
    private final Optional<Integer> seat;
    private final PrivateKey consensusKey;
    private final Peers peers;
    private final ServiceQueue queue;
    private final BatchShelf shelf;
    private final BatchCheck check;
    private final AckBook acks;
    private final Runnable poke;
    private final ReceiptReadings readings;
    private final Semaphore inWork = new Semaphore(MAX_IN_WORK);
    private final Machine machine;
    private final ExecutorService verifiers;
    private final ExecutorService desk;
    private final Map<Hash, Submitted> submitted = new ConcurrentHashMap<>();
    private final Map<Hash, Long> fetching = new ConcurrentHashMap<>();

    private record Submitted(
            SignedBatch batch, List<RefusedEntry> refused, long sinceMillis, CompletableFuture<IntakeAnswer> answer) {}

    /// What a desk works with.
    record Parts(
            MeteringLedger ledger,
            Committee committee,
            PrivateKey consensusKey,
            Peers peers,
            ServiceQueue queue,
            BatchShelf shelf,
            BatchCheck check) {}

    /// @param poke says that there is something for a block
    ReceiptDesk(Parts parts, ReceiptReadings readings, Machine machine, Runnable poke) {
        this.ledger = parts.ledger();
        this.committee = parts.committee();
        this.consensusKey = parts.consensusKey();
        var own = committee.seat(consensusKey.publicKey());
        this.seat = own.isPresent() ? Optional.of(own.getAsInt()) : Optional.empty();
        this.peers = parts.peers();
        this.queue = parts.queue();
        this.shelf = parts.shelf();
        this.check = parts.check();
        this.acks = new AckBook(committee.quorum());
        this.poke = poke;
        this.readings = readings;
        this.machine = machine;
        this.verifiers = machine.onAllCores("verify-" + ledger.chain());
        this.desk = machine.sideBySide("desk-" + ledger.chain());
        machine.repeat(RESEND, () -> desk.execute(this::remind));
        desk.execute(this::acknowledgeAgain);
    }

    /// Takes a batch from a provider.
    CompletableFuture<IntakeAnswer> submit(SignedBatch batch) {
        var answer = new CompletableFuture<IntakeAnswer>();
        if (!inWork.tryAcquire()) {
            answer.complete(new IntakeAnswer.Overloaded());
            return answer;
        }
        desk.execute(() -> {
            try {
                take(batch, answer);
            } catch (RuntimeException failure) {
                LOG.error("event=intake_failed chain={}", ledger.chain(), failure);
                answer.complete(new IntakeAnswer.Overloaded());
            } finally {
                inWork.release();
            }
        });
        return answer;
    }

    private void take(SignedBatch batch, CompletableFuture<IntakeAnswer> answer) {
        switch (check.begin(batch)) {
            case BatchVerdict.Refused(var reason) -> answer.complete(new IntakeAnswer.Refused(reason));
            case BatchVerdict.Sound(var sound) -> {
                if (ledger.metering().isOrdered(batch.hash(), batch.batch().last())) {
                    answer.complete(new IntakeAnswer.Refused(Rejection.BATCH_ALREADY_ORDERED));
                    return;
                }
                var verified = verify(sound);
                var refused = refused(verified);
                if (refused.size() == batch.receipts().size()) {
                    answer.complete(new IntakeAnswer.Refused(Rejection.NO_VALID_ENTRY, refused));
                    return;
                }
                submitted.put(batch.hash(), new Submitted(batch, refused, machine.millis(), answer));
                peers.broadcast(Topic.BATCH, ledger.chain(), batch.encode());
                keep(verified);
            }
        }
    }

    /// Verifies all signatures of a batch on all cores.
    private VerifiedBatch verify(SoundBatch sound) {
        int count = sound.batch().receipts().size();
        var tickets = ledger.tickets();
        var slices = new ArrayList<Future<VerifiedSlice>>();
        for (int from = 0; from < count; from += SLICE) {
            int first = from;
            slices.add(verifiers.submit(() -> sound.verify(tickets, first, Math.min(count, first + SLICE))));
        }
        long start = machine.nanoTime();
        var joined = sound.join(slices.stream().map(ReceiptDesk::result).toList());
        readings.verified(count, machine.nanoTime() - start);
        return joined;
    }

    private static VerifiedSlice result(Future<VerifiedSlice> slice) {
        try {
            return slice.get();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while verifying", impatient);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("verifying failed", failure.getCause());
        }
    }

    /// The entries that cannot count, as far as that can be said before the window closes.
    private List<RefusedEntry> refused(VerifiedBatch verified) {
        var entries = new ReceiptCheck(check.rules(), check.domain());
        var metering = ledger.metering();
        var tickets = metering.tickets();
        var now = now();
        var refused = new ArrayList<RefusedEntry>();
        var signed = verified.batch();
        for (int i = 0; i < signed.receipts().size(); i++) {
            var receipt = signed.receipts().get(i).receipt();
            var ticket = tickets.ticket(receipt.ticket());
            var reason = entries.plausible(signed.batch(), now, receipt, ticket);
            if (reason.isEmpty() && ticket.isPresent()) {
                long total = receipt.total(ticket.get().kind());
                if (total <= metering.watermark(receipt.ticket()).orElse(0)) {
                    reason = Optional.of(Rejection.REPLAYED);
                } else if (verified.verdict(i) == SignatureVerdict.FORGED) {
                    reason = Optional.of(Rejection.BAD_SIGNATURE);
                }
            }
            int index = i;
            reason.ifPresent(why -> refused.add(new RefusedEntry(index, why)));
        }
        return refused;
    }

    /// A batch from another member.
    void received(Bytes encoded) {
        if (!inWork.tryAcquire()) {
            return;
        }
        desk.execute(() -> {
            try {
                if (SignedBatch.decode(encoded) instanceof Decoded.Value<SignedBatch>(var batch)) {
                    receivedBatch(batch);
                }
            } catch (RuntimeException failure) {
                LOG.error("event=peer_batch_failed chain={}", ledger.chain(), failure);
            } finally {
                inWork.release();
            }
        });
    }

    private void receivedBatch(SignedBatch batch) {
        var known = shelf.acknowledged(batch.hash());
        if (known.isPresent()) {
            acknowledge(batch.batch(), known.get());
        } else if (check.begin(batch) instanceof BatchVerdict.Sound(var sound)) {
            var verified = verify(sound);
            if (verified.mayCount()) {
                keep(verified);
            }
        }
    }

    /// On disk first, then said.
    private void keep(VerifiedBatch verified) {
        var bucket = shelf.acknowledged(verified.hash()).orElseGet(this::now);
        shelf.put(verified, bucket);
        fetching.remove(verified.hash());
        acknowledge(verified.batch().batch(), bucket);
    }

    private void acknowledge(ReceiptBatch batch, Bucket bucket) {
        acks.hold(batch, machine.millis()).ifPresent(this::certified);
        seat.ifPresent(own -> {
            var ack = new BatchAck(batch.hash(), bucket);
            var signature = ack.sign(check.domain(), consensusKey);
            peers.broadcast(
                    Topic.ACK,
                    ledger.chain(),
                    Rlp.list(list -> list.list(ack::write).signature(signature)));
            acks.acknowledge(batch.hash(), new SeatAck(own, bucket, signature)).ifPresent(this::certified);
        });
    }

    private record SignedAck(BatchAck ack, Signature signature) {}

    /// An acknowledgement by another member.
    void acknowledged(PublicKey from, Bytes encoded) {
        var decoded = Rlp.decodeList(encoded, list -> new SignedAck(list.list(BatchAck::read), list.signature()));
        var member = committee.seat(from);
        if (member.isEmpty() || !(decoded instanceof Decoded.Value<SignedAck>(var signed))) {
            return;
        }
        var batch = signed.ack().batch();
        if (!acks.has(batch, member.getAsInt())
                && from.verifies(check.domain().digest(signed.ack().hash()), signed.signature())) {
            acks.acknowledge(batch, new SeatAck(member.getAsInt(), signed.ack().bucket(), signed.signature()))
                    .ifPresent(this::certified);
        }
    }

    private void certified(BatchCertificate certificate) {
        var hash = certificate.hash();
        if (!ledger.metering().isOrdered(hash, certificate.batch().last())) {
            queue.add(certificate);
            poke.run();
        }
        var waiting = submitted.remove(hash);
        if (waiting != null) {
            readings.accepted(
                    waiting.batch().receipts().size() - waiting.refused().size(), waiting.refused());
            waiting.answer().complete(new IntakeAnswer.Certified(certificate, waiting.refused()));
        }
    }

    /// A block ordered batches: they are settled here.
    void committed(Block block) {
        if (block.body() instanceof Body.Service(var openings, var batches)) {
            batches.forEach(certificate -> acks.forget(certificate.hash()));
        }
    }

    /// Sends again what has no quorum yet, and gives up after a while.
    private void remind() {
        long now = machine.millis();
        acks.saidBefore(now - RESEND.toMillis(), MAX_REMINDERS).forEach(this::remind);
        for (var entry : List.copyOf(submitted.entrySet())) {
            var waiting = entry.getValue();
            if (now - waiting.sinceMillis() > PATIENCE_MILLIS) {
                submitted.remove(entry.getKey());
                waiting.answer().complete(new IntakeAnswer.Overloaded());
            } else if (now - waiting.sinceMillis() > RESEND.toMillis()) {
                peers.broadcast(Topic.BATCH, ledger.chain(), waiting.batch().encode());
            }
        }
    }

    /// Says again that this node holds the batch, until a block has ordered it: whoever was away or started anew when
    /// it
    /// was said first lacks the acknowledgement, and with it the certificate.
    private void remind(ReceiptBatch batch) {
        var bucket = shelf.acknowledged(batch.hash());
        if (bucket.isEmpty() || isSettled(batch, bucket.get())) {
            acks.forget(batch.hash());
        } else {
            acknowledge(batch, bucket.get());
        }
    }

    /// Ordered, or too late to be.
    private boolean isSettled(ReceiptBatch batch, Bucket acknowledged) {
        return now().number() - acknowledged.number() > check.rules().hardAcceptanceBuckets()
                || ledger.metering().isOrdered(batch.hash(), batch.last());
    }

    /// After a start: says again what this node holds and no block has ordered, so that nothing acknowledged is lost.
    private void acknowledgeAgain() {
        var oldest = Math.max(0, now().number() - check.rules().hardAcceptanceBuckets());
        for (var hash : shelf.acknowledgedSince(new Bucket(oldest))) {
            shelf.get(hash).ifPresent(batch -> {
                var head = batch.batch().batch();
                if (!ledger.metering().isOrdered(hash, head.last())) {
                    shelf.acknowledged(hash).ifPresent(bucket -> acknowledge(head, bucket));
                }
            });
        }
    }

    /// Asks the peers for batches that a block needs, one after the other.
    void fetch(List<Hash> hashes) {
        long now = machine.millis();
        for (var hash : hashes) {
            var since = fetching.get(hash);
            if (since == null || now - since > RESEND.toMillis()) {
                fetching.put(hash, now);
                fetch(hash, peers.connected().iterator());
            }
        }
    }

    private void fetch(Hash hash, Iterator<PublicKey> candidates) {
        if (!candidates.hasNext()) {
            return;
        }
        var peer = candidates.next();
        var _ = peers.request(peer, Query.BATCH, ledger.chain(), hash.bytes()).whenComplete((answer, failure) -> {
            if (failure != null) {
                LOG.debug("event=batch_not_there chain={} peer={}", ledger.chain(), peer);
                fetch(hash, candidates);
            } else {
                desk.execute(() -> fetched(hash, answer, candidates));
            }
        });
    }

    private void fetched(Hash hash, Bytes answer, Iterator<PublicKey> candidates) {
        try {
            if (SignedBatch.decode(answer) instanceof Decoded.Value<SignedBatch>(var batch)
                    && batch.hash().equals(hash)) {
                receivedBatch(batch);
            } else {
                fetch(hash, candidates);
            }
        } catch (RuntimeException failure) {
            LOG.error("event=fetched_batch_failed chain={}", ledger.chain(), failure);
        }
    }

    private Bucket now() {
        return check.rules().bucket(machine.millis());
    }

    @Override
    public void close() {
        desk.shutdownNow();
        verifiers.shutdownNow();
        submitted.values().forEach(waiting -> waiting.answer().complete(new IntakeAnswer.Overloaded()));
    }
}
