// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;

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

    @Test
    void aCallThatIsLongerThanItsBucketsIsSignedOnceTheyAreOver() {
        var called = new Issued(UsageKind.CALL_MILLISECONDS);
        var terms = called.ticket(new Bucket(5), new Bucket(20), 1_000_000, 1_000_000);
        var calls = new SessionMeter(terms.ticket(), called.client, Issued.DOMAIN, Issued.BUCKET_MILLIS);
        calls.received(1_300, new Bucket(5));
        assertThat(calls.slice()).isEmpty();
        assertThat(calls.unsigned()).isEqualTo(1_300);
        calls.received(20, new Bucket(6));
        var receipt = calls.slice().orElseThrow().receipt();
        assertThat(receipt.millis()).isEqualTo(1_320);
        assertThat(receipt.down()).isZero();
        assertThat(receipt.bucket()).isEqualTo(new Bucket(6));
    }

    @Test
    void storageIsSignedForByNameOnly() {
        var kept = new Issued(UsageKind.BYTE_SECONDS);
        var terms = kept.ticket(new Bucket(5), new Bucket(20), 1_000_000, 1_000_000);
        var storage = new SessionMeter(terms.ticket(), kept.client, Issued.DOMAIN, Issued.BUCKET_MILLIS);
        storage.received(10, new Bucket(5));
        assertThat(storage.slice()).isEmpty();
        storage.content(Issued.NETWORK);
        assertThat(storage.slice().orElseThrow().receipt().contentDigest()).isEqualTo(Issued.NETWORK);
    }
}
