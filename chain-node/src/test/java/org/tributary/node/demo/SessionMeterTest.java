// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PrivateKey;

class SessionMeterTest {
    private final PrivateKey client = Keys.fresh();
    private final SessionMeter meter = new SessionMeter(Hash.ZERO, client, Parties.DOMAIN);

    @Test
    void signsTheTotalSoFarOnceABucketIsOver() {
        assertThat(meter.received(10, new Bucket(7))).isEmpty();
        assertThat(meter.received(5, new Bucket(7))).isEmpty();
        assertThat(meter.due(new Bucket(7))).isEmpty();
        var receipt = meter.received(3, new Bucket(8)).orElseThrow();
        assertThat(receipt.receipt().bucket()).isEqualTo(new Bucket(7));
        assertThat(receipt.receipt().down()).isEqualTo(15);
        assertThat(receipt.isSignedBy(client.publicKey(), Parties.DOMAIN)).isTrue();
        assertThat(meter.due(new Bucket(9)).orElseThrow().receipt().down()).isEqualTo(18);
    }

    @Test
    void signsNothingForABucketInWhichNothingCame() {
        meter.received(10, new Bucket(7));
        assertThat(meter.due(new Bucket(8))).isPresent();
        assertThat(meter.due(new Bucket(9))).isEmpty();
        assertThat(meter.received(0, new Bucket(12))).isEmpty();
    }
}
