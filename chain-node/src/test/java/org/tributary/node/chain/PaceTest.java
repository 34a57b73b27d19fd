// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace(50, 2);

    @Test
    void aBurstOfTwoNeedsNoWait() {
        assertThat(pace.waitMillis(1_000)).isZero();
        pace.built(1_000);
        assertThat(pace.waitMillis(1_000)).isZero();
        pace.built(1_000);
        assertThat(pace.waitMillis(1_000)).isEqualTo(50);
    }

    @Test
    void theIntervalHoldsOnAverage() {
        long now = 0;
        int blocks = 0;
        while (now < 10_000) {
            now += Math.max(1, pace.waitMillis(now));
            if (pace.waitMillis(now) == 0) {
                pace.built(now);
                blocks++;
            }
        }
        assertThat(blocks).isBetween(199, 202);
    }

    @Test
    void aPauseGivesBackTheBurstAndNoMore() {
        pace.built(0);
        pace.built(0);
        pace.built(60_000);
        assertThat(pace.waitMillis(60_000)).isZero();
        pace.built(60_000);
        assertThat(pace.waitMillis(60_000)).isEqualTo(50);
    }
}
