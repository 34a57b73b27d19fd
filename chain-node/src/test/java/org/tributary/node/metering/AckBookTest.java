// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.receipt.ReceiptBatch;
import org.tributary.bandwidth.receipt.SeatAck;
import org.tributary.primitives.Address;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.committee.Validator;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;

/// Protocol §7.3: what a quorum acknowledged is certified, by whoever has it.
class AckBookTest {
    private static final PrivateKey KEY = key(1);
    private static final Bucket NOW = new Bucket(100);
    private static final Bucket OLDEST = new Bucket(90);
    private static final ReceiptBatch BATCH =
            new ReceiptBatch(KEY.address(), new ChainName("cdn"), 0, NOW, NOW, 1, Keccak.hash(Bytes.of(1)));

    private final AckBook book = new AckBook(committee());

    @Test
    void aQuorumCertifiesWhatIsHeld() {
        assertThat(book.hold(BATCH, 0)).isEmpty();
        assertThat(acknowledge(0, NOW)).isFalse();
        assertThat(acknowledge(1, NOW)).isFalse();
        assertThat(acknowledge(2, NOW)).isTrue();
    }

    @Test
    void aQuorumCertifiesNothingThatIsNotHeld() {
        IntStream.range(0, 3).forEach(seat -> assertThat(acknowledge(seat, NOW)).isFalse());
        assertThat(book.hold(BATCH, 0)).isPresent();
    }

    @Test
    void whatAWeakQuorumHasForAWhileIsLacked() {
        acknowledge(0, NOW);
        assertThat(book.lacked(1_000, OLDEST, 10)).as("one may lie").isEmpty();
        acknowledge(3, NOW);
        assertThat(book.lacked(0, OLDEST, 10)).as("it may be on its way").isEmpty();
        assertThat(book.lacked(1_000, OLDEST, 10)).containsExactly(BATCH.hash());
        assertThat(book.lacked(1_000, OLDEST, 0)).isEmpty();
        book.hold(BATCH, 1_000);
        assertThat(book.lacked(2_000, OLDEST, 10)).isEmpty();
    }

    @Test
    void whatIsTooLateForABlockIsForgotten() {
        acknowledge(0, new Bucket(OLDEST.number() - 1));
        acknowledge(1, new Bucket(OLDEST.number() - 1));
        assertThat(book.lacked(1_000, OLDEST, 10)).isEmpty();
        assertThat(book.has(BATCH.hash(), 0)).isFalse();
    }

    private boolean acknowledge(int seat, Bucket bucket) {
        var ack = new SeatAck(seat, bucket, KEY.sign(Hash.ZERO));
        return book.acknowledge(BATCH.hash(), ack, 0).isPresent();
    }

    private static Committee committee() {
        return new Committee(
                0,
                IntStream.rangeClosed(1, 4)
                        .mapToObj(number -> new Validator(
                                Address.reserved(number), key(number).publicKey()))
                        .toList());
    }

    private static PrivateKey key(int number) {
        return new PrivateKey(Keccak.hash(Bytes.of(number)).bytes());
    }
}
