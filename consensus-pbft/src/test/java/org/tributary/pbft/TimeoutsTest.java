// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// §3: time-outs grow ×1.5, capped.
class TimeoutsTest {
    private static final Timeouts TIMEOUTS = new Timeouts(1_000, 10_000, 500);

    @Test
    void growByHalfWithEachViewChange() {
        assertThat(TIMEOUTS.progressMillis(0)).isEqualTo(1_000);
        assertThat(TIMEOUTS.progressMillis(1)).isEqualTo(1_500);
        assertThat(TIMEOUTS.progressMillis(2)).isEqualTo(2_250);
    }

    @Test
    void neverExceedTheCapHoweverManyViewsPassed() {
        assertThat(TIMEOUTS.progressMillis(6)).isEqualTo(10_000);
        assertThat(TIMEOUTS.progressMillis(Long.MAX_VALUE)).isEqualTo(10_000);
    }
}
