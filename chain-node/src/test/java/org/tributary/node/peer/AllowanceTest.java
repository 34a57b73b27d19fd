// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowanceTest {
    private static final long SECOND = 1_000_000_000L;

    /// The clock may start anywhere, and pass from the largest to the smallest number.
    @ParameterizedTest
    @ValueSource(longs = {0, -5 * SECOND, Long.MAX_VALUE - SECOND / 2, Long.MIN_VALUE})
    void aSecondsWorthIsFreeAndWhatIsBeyondHasToWaitForIt(long now) {
        var allowance = new Allowance(new RateLimit(100, 1_000_000), now);
        assertThat(allowance.spend(100, 0, now)).isZero();
        assertThat(allowance.spend(50, 0, now)).isEqualTo(Duration.ofMillis(500));
        assertThat(allowance.spend(0, 0, now + SECOND / 2)).isZero();
    }

    @Test
    void bytesCountLikeFrames() {
        var allowance = new Allowance(new RateLimit(100, 1_000), 0);
        assertThat(allowance.spend(1, 3_000, 0)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void noMoreThanASecondsWorthIsSavedUp() {
        var allowance = new Allowance(new RateLimit(100, 1_000), 0);
        assertThat(allowance.spend(200, 0, 3_600 * SECOND)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whoSendsAtTheRateNeverWaits() {
        var allowance = new Allowance(new RateLimit(1_000, 1_000_000), 0);
        for (int i = 0; i < 10_000; i++) {
            assertThat(allowance.spend(1, 1_000, i * 1_000_000L)).isLessThanOrEqualTo(Duration.ZERO);
        }
    }
}
