// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;

/// Twenty milliseconds for each frame in order, and never more than has passed.
class HearingTest {
    private final Hearing hearing = new Hearing();

    private boolean take(long number, long millis) {
        return hearing.take(new Frame(number, Bytes.EMPTY), TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private long more(long millis) {
        return hearing.more(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void evenSpeechIsHeardAsItComes() {
        assertThat(more(500)).isZero();
        for (int i = 0; i < 100; i++) {
            assertThat(take(i, 1_000 + 20L * i)).isTrue();
            assertThat(more(1_000 + 20L * i)).isEqualTo(20);
        }
        assertThat(hearing.millis()).isEqualTo(2_000);
        assertThat(more(10_000)).as("silence").isZero();
    }

    @Test
    void whatComesLateOrTwiceIsNotHeard() {
        assertThat(take(5, 0)).isTrue();
        assertThat(take(5, 20)).isFalse();
        assertThat(take(4, 40)).isFalse();
        assertThat(take(6, 60)).isTrue();
        assertThat(more(1_000)).isEqualTo(40);
    }

    @Test
    void aBurstIsHeardInItsTime() {
        for (int i = 0; i < 100; i++) {
            take(i, 0);
        }
        assertThat(more(0)).isEqualTo(20);
        assertThat(more(500)).isEqualTo(500);
        assertThat(more(60_000)).isEqualTo(2_000 - 520);
    }

    @Test
    void noWayOfSendingIsHeardForLongerThanTime() {
        var random = new SplittableRandom(3);
        long now = 0;
        long heard = 0;
        for (int i = 0; i < 10_000; i++) {
            now += random.nextInt(30);
            take(random.nextInt(i + 1), now);
            heard += more(now);
            assertThat(heard).isLessThanOrEqualTo(now + Frame.MILLIS).isEqualTo(hearing.millis());
        }
        assertThat(heard).isPositive();
    }
}
