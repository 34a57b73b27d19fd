// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.bandwidth.Actors.batch;
import static org.tributary.bandwidth.Actors.receipt;
import static org.tributary.bandwidth.Actors.ticket;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.ReceiptBatch;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.UsageKind;

/// Protocol §7.3: which certificates a block may order.
class OrderingTest {
    private final Chain chain = Chain.funded();
    private final SignedBatch batch = batch(0, List.of(receipt(ticket(1), 100, 5)));

    @Test
    void ordersABatchOnce() {
        assertThat(chain.order(batch, 101)).isEmpty();
        assertThat(chain.metering.isOrdered(batch.hash(), new Bucket(100))).isTrue();
        assertRefused(Actors.certificate(batch.batch(), 102), 102, Rejection.BATCH_ALREADY_ORDERED);
    }

    @Test
    void remembersAnOrderedBatchUntilNoBlockCouldOrderItAnyMore() {
        chain.open(ticket(1));
        chain.order(batch, 101);
        var late = Actors.certificate(batch.batch(), 120);
        for (long now = 102; now < 200; now++) {
            chain.closeAll(now);
            assertThat(chain.metering.orderRefusal(late, new Bucket(now))).isPresent();
        }
    }

    @Test
    void refusesACertificateWithoutAQuorum() {
        var acks = new ArrayList<>(Actors.certificate(batch.batch(), 101).acks());
        acks.removeLast();
        assertRefused(new BatchCertificate(batch.batch(), acks), 101, Rejection.BAD_CERTIFICATE);
    }

    @Test
    void refusesAnAcknowledgementOfAnotherBatch() {
        var acks = new ArrayList<>(Actors.certificate(batch.batch(), 101).acks());
        var other = batch(1, List.of(receipt(ticket(1), 100, 6)));
        acks.set(2, Actors.ack(other.batch(), 2, 101));
        assertRefused(new BatchCertificate(batch.batch(), acks), 101, Rejection.BAD_CERTIFICATE);
    }

    @Test
    void aHeadThatIsNotTheAcknowledgedOneIsRefused() {
        var b = batch.batch();
        var wider = new ReceiptBatch(
                b.provider(), b.chain(), b.sequence(), b.first(), b.last().next(), b.count(), b.receiptsRoot());
        assertRefused(new BatchCertificate(wider, Actors.certificate(b, 101).acks()), 101, Rejection.BAD_CERTIFICATE);
    }

    @Test
    void refusesWhatCannotCountAnyMoreOrYet() {
        assertRefused(Actors.certificate(batch.batch(), 101), 122, Rejection.TOO_LATE);
        assertRefused(Actors.certificate(batch.batch(), 104), 101, Rejection.FROM_THE_FUTURE);
        assertRefused(Actors.certificate(batch.batch(), 121), 121, Rejection.NO_VALID_ENTRY);
        assertRefused(Actors.certificate(batch.batch(), 97), 97, Rejection.NO_VALID_ENTRY);
        assertRefused(Actors.certificate(batch.batch(), Long.MAX_VALUE), 97, Rejection.FROM_THE_FUTURE);
    }

    @Test
    void refusesABatchOfAnotherChain() {
        var foreign = SignedBatch.sign(new ChainName("video"), 0, batch.receipts(), Actors.DOMAIN, Actors.PROVIDER);
        assertRefused(Actors.certificate(foreign.batch(), 101), 101, Rejection.WRONG_CHAIN);
    }

    @Test
    void refusesABatchBeyondTheLargest() {
        var small = new Chain(new MeteringRules(UsageKind.BYTES, 1_000, 5, 2, 20, 2, 60, 1));
        var two = batch(0, List.of(receipt(ticket(1), 100, 5), receipt(ticket(1), 100, 6)));
        assertThat(small.metering.order(Actors.certificate(two.batch(), 101), new Bucket(101)))
                .hasValue(Rejection.BATCH_TOO_LARGE);
    }

    @Test
    void arrivalIsTheMedianSoOneLiarCannotMoveIt() {
        var acks = List.of(
                Actors.ack(batch.batch(), 0, 100),
                Actors.ack(batch.batch(), 1, 101),
                Actors.ack(batch.batch(), 3, 9_999));
        assertThat(BatchCertificate.of(batch.batch(), acks).arrival()).isEqualTo(new Bucket(101));
        var low = List.of(
                Actors.ack(batch.batch(), 0, 100), Actors.ack(batch.batch(), 1, 101), Actors.ack(batch.batch(), 3, 0));
        assertThat(BatchCertificate.of(batch.batch(), low).arrival()).isEqualTo(new Bucket(100));
    }

    private void assertRefused(BatchCertificate certificate, long now, Rejection rejection) {
        var before = chain.state();
        assertThat(chain.metering.order(certificate, new Bucket(now))).hasValue(rejection);
        assertThat(chain.state()).isEqualTo(before);
    }
}
