// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// A day and a half of a month, with few providers: enough for a 95th percentile. The bench fails where the bill is not
/// that of all samples sorted.
class BillBenchTest {
    @Test
    void aMonthIsBilledExplainedLineByLineAndRecomputed() throws IOException {
        var figures = BillBench.run(new MonthPlan(444, 20, 1), _ -> {});

        assertThat(figures.receipts()).isEqualTo(444 * 12 - 11 * 12 / 2);
        assertThat(figures.sessions()).isEqualTo(444);
        assertThat(figures.explained()).isEqualTo(figures.lines()).isGreaterThan(100);
        assertThat(figures.stateBytesPerScope()).isBetween(1_000L, 6_000L);
        assertThat(figures.shareBytesPerProvider()).isBetween(50L, 200L);
    }
}
