// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// §3: time-outs grow ×1.5, capped. ADR 0011: not before more primaries were tried than may be dead.
class TimeoutsTest {
    private static final Timeouts TIMEOUTS = new Timeouts(1_000, 10_000, 500);

    @Test
    void growByHalfWithEachViewChange() {
        assertThat(TIMEOUTS.progressMillis(0, 1)).isEqualTo(1_000);
        assertThat(TIMEOUTS.progressMillis(1, 1)).isEqualTo(1_500);
        assertThat(TIMEOUTS.progressMillis(2, 1)).isEqualTo(2_250);
    }

    @Test
    void doNotGrowForAsManyPrimariesAsMayBeDead() {
        assertThat(LongStream.range(0, 8).map(changes -> TIMEOUTS.progressMillis(changes, 6)))
                .containsExactly(1_000L, 1_000L, 1_000L, 1_000L, 1_000L, 1_000L, 1_500L, 2_250L);
        assertThat(TIMEOUTS.progressMillis(1, 0)).isEqualTo(1_500);
    }

    @Test
    void neverExceedTheCapHoweverManyViewsPassed() {
        assertThat(TIMEOUTS.progressMillis(6, 1)).isEqualTo(10_000);
        assertThat(TIMEOUTS.progressMillis(Long.MAX_VALUE, 1)).isEqualTo(10_000);
        assertThat(TIMEOUTS.progressMillis(Long.MAX_VALUE, 6)).isEqualTo(10_000);
    }
}
