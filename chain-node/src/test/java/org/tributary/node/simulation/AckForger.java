// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.receipt.BatchAck;
import org.tributary.bandwidth.receipt.SeatAck;
import org.tributary.node.peer.Topic;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.typed.Domain;

/// Acknowledges batches that it never saw, and signs as if it were another.
record AckForger(Forger forger, int seat, Random random, Faults faults) implements Adversary {
    @Override
    public List<Frame> instead(Frame frame) {
        if (frame.topic() == Topic.BATCH) {
            // Acknowledged, and handed to nobody.
            return List.of();
        }
        if (frame.topic() != Topic.ACK) {
            return List.of(frame);
        }
        faults.took(FaultKind.FORGED_ACK);
        return List.of(
                frame,
                frame.with(ack(Keccak.hash(Bytes.ofUnsignedLong(random.nextLong())), seat)),
                frame.with(stolen(frame)));
    }

    private Bytes ack(Hash batch, int signer) {
        var spec = forger.world().spec();
        var domain = Domain.of(spec.chainId(), spec.hash(), World.CDN);
        var ack = new BatchAck(batch, new Bucket(World.START_MILLIS / 200 + random.nextInt(100)));
        var signature = ack.sign(domain, forger.world().validator(signer));
        return encoded(batch, new SeatAck(signer, ack.bucket(), signature));
    }

    /// Somebody else's name under a bucket of its choice.
    private Bytes stolen(Frame frame) {
        return Rlp.decodeList(frame.payload(), list -> {
                    var batch = list.hash();
                    var ack = list.list(SeatAck::read);
                    return encoded(batch, new SeatAck(ack.seat(), ack.bucket().plus(1), ack.signature()));
                })
                .orBroken("an acknowledgement of our own");
    }

    private static Bytes encoded(Hash batch, SeatAck ack) {
        return Rlp.list(list -> list.hash(batch).list(ack::write));
    }
}
