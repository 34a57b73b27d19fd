// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RejectionTest {
    @Test
    void codesAreDistinctAndReadBack() {
        assertThat(Arrays.stream(Rejection.values()).map(Rejection::code)).doesNotHaveDuplicates();
        for (var rejection : Rejection.values()) {
            assertThat(Rejection.of(rejection.code())).isEqualTo(rejection);
        }
    }

    @Test
    void codesRiseInTheOrderOfTheChecks() {
        assertThat(Arrays.stream(Rejection.values()).map(Rejection::code)).isSorted();
    }
}
