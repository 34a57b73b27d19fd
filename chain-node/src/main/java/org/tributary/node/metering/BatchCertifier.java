// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metering;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.check.BatchCheck;
import org.tributary.bandwidth.receipt.BatchAck;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.ReceiptBatch;
import org.tributary.bandwidth.receipt.SeatAck;
import org.tributary.ledger.block.Block;
import org.tributary.ledger.block.Body;
import org.tributary.ledger.service.MeteringLedger;
import org.tributary.node.chain.Machine;
import org.tributary.node.peer.Peers;
import org.tributary.node.peer.Topic;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.crypto.PrivateKey;

/// Acknowledges the batches that are on this node's disk, takes the acknowledgements of the other
/// members, and certifies what a quorum acknowledged. Protocol §7.3. For many threads.
final class BatchCertifier {
    /// Acknowledgements repeated at once: a chain that stands still must not drown in them.
    private static final int MAX_REMINDERS = 100;

    private final MeteringLedger ledger;
    private final Committee committee;
    private final Optional<Integer> seat;
    private final PrivateKey consensusKey;
    private final Peers peers;
    private final BatchShelf shelf;
    private final BatchCheck check;
    private final Machine machine;
    private final Consumer<BatchCertificate> certified;
    private final AckBook acks;

    /// Any member may pass on another's acknowledgement.
    private record Acknowledged(Hash batch, SeatAck ack) {}

    /// @param certified told of each certificate, and again when a further acknowledgement has made it
    ///     larger
    BatchCertifier(ReceiptDesk.Parts parts, Machine machine, Consumer<BatchCertificate> certified) {
        this.ledger = parts.ledger();
        this.committee = parts.committee();
        this.consensusKey = parts.consensusKey();
        var own = committee.seat(consensusKey.publicKey());
        this.seat = own.isPresent() ? Optional.of(own.getAsInt()) : Optional.empty();
        this.peers = parts.peers();
        this.shelf = parts.shelf();
        this.check = parts.check();
        this.machine = machine;
        this.certified = certified;
        this.acks = new AckBook(committee);
    }

    /// Tells every member that this node has had the batch on its disk since `bucket`.
    void acknowledge(ReceiptBatch batch, Bucket bucket) {
        acks.hold(batch, machine.millis()).ifPresent(certified);
        seat.ifPresent(own -> {
            var ack = new BatchAck(batch.hash(), bucket);
            say(batch.hash(), new SeatAck(own, bucket, ack.sign(check.domain(), consensusKey)));
        });
    }

    private void say(Hash batch, SeatAck ack) {
        peers.broadcast(
                Topic.ACK, ledger.chain(), Rlp.list(list -> list.hash(batch).list(ack::write)));
        acks.acknowledge(batch, ack, machine.millis()).ifPresent(certified);
    }

    /// An acknowledgement that a peer sent.
    void acknowledged(Bytes encoded) {
        var decoded = Rlp.decodeList(encoded, list -> new Acknowledged(list.hash(), list.list(SeatAck::read)));
        if (decoded instanceof Decoded.Value<Acknowledged>(Acknowledged(var batch, var ack))
                && !acks.has(batch, ack.seat())
                && ack.verifies(batch, check.domain(), committee)) {
            acks.acknowledge(batch, ack, machine.millis()).ifPresent(certified);
        }
    }

    /// Passes on what a certificate has, for members that lack it: so a batch that some certified all
    /// can.
    void passOn(BatchCertificate certificate) {
        certificate.acks().forEach(ack -> say(certificate.hash(), ack));
    }

    /// A block ordered batches: they are settled here.
    void committed(Block block) {
        if (block.body() instanceof Body.Service(var openings, var batches)) {
            batches.forEach(certificate -> acks.forget(certificate.hash()));
        }
    }

    /// Says again which batches this node holds, until a block has ordered them: whoever was away or
    /// started anew when it was said first lacks the acknowledgement, and with it the certificate.
    void remind() {
        acks.saidBefore(machine.millis() - ReceiptDesk.RESEND.toMillis(), MAX_REMINDERS)
                .forEach(this::remind);
    }

    /// The batches that others hold and this node has been lacking for a while. With f disks lost for
    /// good, what a quorum acknowledged is held by a weak quorum only: it becomes a certificate again
    /// when the others take it over.
    List<Hash> lacked() {
        return acks.lacked(machine.millis() - ReceiptDesk.RESEND.toMillis(), oldest(), MAX_REMINDERS);
    }

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
        return acknowledged.number() < oldest().number() || ledger.metering().isOrdered(batch.hash(), batch.last());
    }

    /// After a start: says again what this node holds and no block has ordered, so that nothing
    /// acknowledged is lost.
    void acknowledgeAgain() {
        for (var hash : shelf.acknowledgedSince(oldest())) {
            shelf.get(hash).ifPresent(batch -> {
                var head = batch.batch().batch();
                if (!ledger.metering().isOrdered(hash, head.last())) {
                    shelf.acknowledged(hash).ifPresent(bucket -> acknowledge(head, bucket));
                }
            });
        }
    }

    /// What was acknowledged before it is in no block any more.
    private Bucket oldest() {
        long now = check.rules().bucket(machine.millis()).number();
        return new Bucket(Math.max(0, now - check.rules().hardAcceptanceBuckets()));
    }
}
