// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LedgerFiguresTest {
    @Test
    void percentilesAreOfTheNearestRank() {
        var samples = IntStream.rangeClosed(1, 200).mapToObj(i -> (double) i).collect(Collectors.toList());
        Collections.shuffle(samples, new Random(1));
        assertThat(Percentiles.of(samples)).isEqualTo(new Percentiles(100, 190, 198));
    }

    @Test
    void oneSampleIsEveryPercentile() {
        assertThat(Percentiles.of(List.of(7.25))).isEqualTo(new Percentiles(7.2, 7.2, 7.2));
    }
}
