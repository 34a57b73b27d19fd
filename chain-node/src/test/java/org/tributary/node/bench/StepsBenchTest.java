// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepsBenchTest {
    @Test
    void everyStepOfABlockIsMeasured() throws Exception {
        var micros = StepsBench.run(1, 2);
        assertThat(micros)
                .containsKeys(
                        "recover the sender", "receive: decode, recover, admit", "build", "check", "commit", "index");
        assertThat(micros.values()).allMatch(value -> value >= 0);
        assertThat(micros.get("receive: decode, recover, admit")).isGreaterThan(micros.get("decode the block"));
    }
}
