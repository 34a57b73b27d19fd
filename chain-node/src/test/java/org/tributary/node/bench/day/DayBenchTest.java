// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Two hours of a little traffic, through the whole of it.
class DayBenchTest {
    @Test
    void everyByteOfTheSessionsIsInTheRecomputedBill() throws IOException {
        var figures = DayBench.run(new DayPlan(3, 24), _ -> {});

        assertThat(figures.sessions()).isEqualTo(72);
        assertThat(figures.receipts()).isEqualTo(72 * 12);
        assertThat(figures.terabytes()).isEqualTo(72 * 12 * 75e6 / 1e12);
        assertThat(figures.billVerified()).isTrue();
    }

    @Test
    void aDayHasAtLeastTheBytesThatAreAskedFor() {
        var plan = DayPlan.ofTerabytes(300);

        assertThat(plan.receipts() * DayPlan.RECEIPT_BYTES).isBetween(300_000_000_000_000L, 300_300_000_000_000L);
    }
}
