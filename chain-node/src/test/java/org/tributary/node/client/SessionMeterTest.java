// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

class SessionMeterTest {
    private final Issued issued = new Issued();
    private final TicketFile ticket = issued.ticket(new Bucket(5), new Bucket(20), 1_000_000, 1_000_000);
    private final SessionMeter meter = meter();

    private SessionMeter meter() {
        return new SessionMeter(ticket.ticket(), issued.client, Issued.DOMAIN, Issued.BUCKET_MILLIS);
    }

    @Test
    void signsTheTotalSoFarOnceABucketIsOver() {
        assertThat(meter.received(10, new Bucket(7))).isEmpty();
        assertThat(meter.received(5, new Bucket(7))).isEmpty();
        assertThat(meter.due(new Bucket(7))).isEmpty();
        var receipt = meter.received(3, new Bucket(8)).orElseThrow();
        assertThat(receipt.receipt().bucket()).isEqualTo(new Bucket(7));
        assertThat(receipt.receipt().down()).isEqualTo(15);
        assertThat(receipt.receipt().closing()).isTrue();
        assertThat(receipt.isSignedBy(issued.client.publicKey(), Issued.DOMAIN)).isTrue();
        assertThat(meter.due(new Bucket(9)).orElseThrow().receipt().down()).isEqualTo(18);
    }

    @Test
    void signsNothingForABucketInWhichNothingCame() {
        meter.received(10, new Bucket(7));
        assertThat(meter.due(new Bucket(8))).isPresent();
        assertThat(meter.due(new Bucket(9))).isEmpty();
        assertThat(meter.received(0, new Bucket(12))).isEmpty();
        assertThat(meter.close()).isEmpty();
    }

    @Test
    void slicesSayWhatCameWhileTheBucketGoesOn() {
        assertThat(meter.slice()).isEmpty();
        meter.received(10, new Bucket(7));
        var slice = meter.slice().orElseThrow().receipt();
        assertThat(slice.closing()).isFalse();
        assertThat(slice.down()).isEqualTo(10);
        assertThat(slice.bucket()).isEqualTo(new Bucket(7));
        assertThat(meter.slice()).isEmpty();
        assertThat(meter.unsigned()).isZero();
        assertThat(meter.close().orElseThrow().receipt().closing()).isTrue();
        assertThat(meter.close()).isEmpty();
    }

    @Test
    void neverNamesABucketOutsideTheTicketOrBeforeTheLast() {
        meter.received(1, new Bucket(2));
        assertThat(meter.slice().orElseThrow().receipt().bucket()).isEqualTo(new Bucket(5));
        meter.received(1, new Bucket(9));
        meter.received(1, new Bucket(8));
        assertThat(meter.slice().orElseThrow().receipt().bucket()).isEqualTo(new Bucket(9));
        meter.received(1, new Bucket(99));
        assertThat(meter.slice().orElseThrow().receipt().bucket()).isEqualTo(new Bucket(20));
    }

    @Test
    void goesOnBehindItsOwnLastWord() {
        meter.received(10, new Bucket(7));
        var word = meter.slice().orElseThrow();
        var later = meter();
        later.received(4, new Bucket(8));
        later.resume(word);
        assertThat(later.total()).isEqualTo(14);
        assertThat(later.slice().orElseThrow().receipt().down()).isEqualTo(14);
    }

    @Test
    void believesNoWordThatItDidNotSign() {
        var forged = SignedReceipt.sign(
                new UsageReceipt(ticket.ticket().hash(), new Bucket(7), 500, 0, 0, true, Hash.ZERO),
                Issued.DOMAIN,
                issued.provider);
        assertThatThrownBy(() -> meter.resume(forged)).hasMessageContaining("never signed");
        var other = SignedReceipt.sign(
                new UsageReceipt(Hash.ZERO, new Bucket(7), 500, 0, 0, true, Hash.ZERO), Issued.DOMAIN, issued.client);
        assertThatThrownBy(() -> meter.resume(other)).hasMessageContaining("never signed");
        assertThat(meter.total()).isZero();
    }

    @Test
    void refusesATicketForAnotherKey() {
        assertThatThrownBy(() -> new SessionMeter(ticket.ticket(), issued.owner, Issued.DOMAIN, Issued.BUCKET_MILLIS))
                .hasMessageContaining("for another key");
    }
}
