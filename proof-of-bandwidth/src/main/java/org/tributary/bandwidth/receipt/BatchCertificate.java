// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.receipt;

import java.util.Comparator;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Verdict;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.typed.Domain;

/// Proof that a quorum holds a batch and verified it, and of when it arrived. This is what blocks order.
///
/// It carries the batch's signed head, not only its hash: the acknowledgements sign the hash, so the head is bound to
/// them.
///
/// @param acks lowest seat first, no seat twice
public record BatchCertificate(ReceiptBatch batch, List<SeatAck> acks) {
    public BatchCertificate {
        acks = List.copyOf(acks);
        if (acks.isEmpty()) {
            throw new IllegalArgumentException("a certificate has acknowledgements");
        }
        for (int i = 1; i < acks.size(); i++) {
            if (acks.get(i - 1).seat() >= acks.get(i).seat()) {
                throw new IllegalArgumentException("acknowledgements are in the order of their seats, none twice");
            }
        }
    }

    /// Sorts `acks` by seat first.
    public static BatchCertificate of(ReceiptBatch batch, List<SeatAck> acks) {
        return new BatchCertificate(
                batch,
                acks.stream().sorted(Comparator.comparingInt(SeatAck::seat)).toList());
    }

    /// Hash of the batch.
    public Hash hash() {
        return batch.hash();
    }

    /// The median of the acknowledged buckets (the lower one of two): with a quorum of acknowledgements, it
    /// lies between those of correct members.
    public Bucket arrival() {
        var buckets = acks.stream().map(SeatAck::bucket).sorted().toList();
        return buckets.get((buckets.size() - 1) / 2);
    }

    public Verdict verify(Domain domain, Committee committee) {
        if (acks.size() < committee.quorum()) {
            return Verdict.reject(
                    "certificate with " + acks.size() + " of " + committee.quorum() + " acknowledgements");
        }
        var hash = hash();
        for (var ack : acks) {
            if (!ack.verifies(hash, domain, committee)) {
                return Verdict.reject("certificate: the acknowledgement of seat " + ack.seat() + " does not verify");
            }
        }
        return Verdict.accept();
    }

    public void write(RlpListWriter list) {
        list.list(batch::write).list(acks, (items, ack) -> items.list(ack::write));
    }

    public static BatchCertificate read(RlpListReader list) {
        return new BatchCertificate(
                list.list(ReceiptBatch::read), list.list(Committee.MAX_SIZE, items -> items.list(SeatAck::read)));
    }

    public Bytes encode() {
        return Rlp.list(this::write);
    }

    public static Decoded<BatchCertificate> decode(Bytes bytes) {
        return Rlp.decodeList(bytes, BatchCertificate::read);
    }
}
