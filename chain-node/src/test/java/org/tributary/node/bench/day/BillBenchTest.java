// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.rating.Ranking;

/// The first hours of a month, with few providers, billed by the percentile that throws the 8 highest samples away.
/// The
/// bench fails where the bill is not that of all samples sorted.
class BillBenchTest {
    @Test
    void aMonthIsBilledExplainedLineByLineAndRecomputed() throws IOException {
        var figures = BillBench.run(new MonthPlan(60, 20, 1, new Ranking(0, 1, false)), _ -> {});

        assertThat(figures.receipts()).isEqualTo(60 * 12 - 11 * 12 / 2);
        assertThat(figures.sessions()).isEqualTo(60);
        assertThat(figures.explained()).isEqualTo(figures.lines()).isGreaterThan(50);
        assertThat(figures.stateBytesPerScope()).isBetween(200L, 1_000L);
        assertThat(figures.shareBytesPerProvider()).isBetween(50L, 200L);
    }
}
