// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metering;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.check.BatchCheck;
import org.tributary.bandwidth.check.BatchVerdict;
import org.tributary.bandwidth.check.VerifiedBatch;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.service.MeteringLedger;
import org.tributary.node.chain.Machine;
import org.tributary.node.log.LogAnswer;
import org.tributary.node.peer.Peers;
import org.tributary.node.peer.Topic;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.crypto.PrivateKey;
import org.tributary.rpc.grpc.IntakeAnswer;
import org.tributary.rpc.grpc.IntakeAnswer.RefusedEntry;

/// Takes batches from providers and from other members: verifies every receipt, stores the batch, and
/// only then says so to all. What a quorum said is certified, and waits for a block. Protocol §7.3.
///
/// Acknowledgements go to every member, so whoever handed the batch in may die: any member can have it
/// ordered.
final class ReceiptDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptDesk.class);

    /// What has had no effect by then is said or asked again.
    static final Duration RESEND = Duration.ofMillis(400);

    /// Batches that are verified or wait to be, for providers and peers together: 16 MiB each at most.
    private static final int MAX_IN_WORK = 64;

    /// Blocks that may leave a batch out before its certificate is passed on, and how many are at once.
    private static final int PASSED_ON_AFTER = 2;

    private static final int MAX_PASSED_ON = 100;

    private static final long PATIENCE_MILLIS = 15_000;

    private final MeteringLedger ledger;
    private final Peers peers;
    private final ServiceQueue queue;
    private final BatchShelf shelf;
    private final BatchCheck check;
    private final Runnable poke;
    private final ReceiptReadings readings;
    private final Semaphore inWork = new Semaphore(MAX_IN_WORK);
    private final Machine machine;
    private final BatchVerifier verifier;
    private final ExecutorService desk;
    private final BatchCertifier certifier;
    private final BatchFetch fetch;
    private final Map<Hash, Submitted> submitted = new ConcurrentHashMap<>();

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
        this.peers = parts.peers();
        this.queue = parts.queue();
        this.shelf = parts.shelf();
        this.check = parts.check();
        this.poke = poke;
        this.readings = readings;
        this.machine = machine;
        this.verifier = new BatchVerifier(ledger, check, readings, machine);
        this.desk = machine.sideBySide("desk-" + ledger.chain());
        this.certifier = new BatchCertifier(parts, machine, this::certified);
        this.fetch = new BatchFetch(ledger.chain(), peers, machine, desk, this::receivedBatch);
        machine.repeat(RESEND, () -> desk.execute(this::remind));
        desk.execute(certifier::acknowledgeAgain);
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
                var verified = verifier.verify(sound);
                var refused = verifier.refused(verified, now());
                if (refused.size() == batch.receipts().size()) {
                    answer.complete(new IntakeAnswer.Refused(Rejection.NO_VALID_ENTRY, refused));
                    return;
                }
                var waiting = new Submitted(batch, refused, machine.millis(), answer);
                var before = submitted.put(batch.hash(), waiting);
                if (before != null) {
                    // Handed in twice: both calls get the one answer.
                    var _ = answer.thenAccept(before.answer()::complete);
                }
                peers.broadcast(Topic.BATCH, ledger.chain(), batch.encode());
                if (!keep(verified)) {
                    // The others may have it certified; here it can be sent again when the disk has room.
                    submitted.remove(batch.hash());
                    answer.complete(new IntakeAnswer.Overloaded());
                }
            }
        }
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
            certifier.acknowledge(batch.batch(), known.get());
        } else if (check.begin(batch) instanceof BatchVerdict.Sound(var sound)) {
            var verified = verifier.verify(sound);
            if (verified.mayCount()) {
                var _ = keep(verified);
            }
        }
    }

    /// On disk first, then said; false where the disk does not take it.
    private boolean keep(VerifiedBatch verified) {
        var bucket = shelf.acknowledged(verified.hash()).orElseGet(this::now);
        return switch (shelf.put(verified, bucket)) {
            case LogAnswer.Kept _ -> {
                certifier.acknowledge(verified.batch().batch(), bucket);
                yield true;
            }
            case LogAnswer.Refused _ -> false;
        };
    }

    /// An acknowledgement by another member.
    void acknowledged(Bytes encoded) {
        certifier.acknowledged(encoded);
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
        certifier.committed(block);
    }

    /// Says, asks for and sends again what has no quorum yet, and gives up after a while.
    private void remind() {
        certifier.remind();
        queue.overdue(PASSED_ON_AFTER).stream().limit(MAX_PASSED_ON).forEach(certifier::passOn);
        fetch.fetch(certifier.lacked());
        long now = machine.millis();
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

    /// Asks the peers for batches that a block needs.
    void fetch(List<Hash> batches) {
        fetch.fetch(batches);
    }

    private Bucket now() {
        return check.rules().bucket(machine.millis());
    }

    @Override
    public void close() {
        desk.shutdownNow();
        verifier.close();
        submitted.values().forEach(waiting -> waiting.answer().complete(new IntakeAnswer.Overloaded()));
    }
}
