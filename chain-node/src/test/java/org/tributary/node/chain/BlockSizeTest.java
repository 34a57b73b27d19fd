// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlockSizeTest {
    private static final long TIMEOUT_MILLIS = 200;
    private static final long TARGET_MILLIS = 100;

    private final BlockSize size = new BlockSize(TIMEOUT_MILLIS);

    /// One block after another, on a network that takes so long for each transaction.
    private int after(int blocks, double millisPerTransaction) {
        for (int i = 0; i < blocks; i++) {
            size.committed(size.limit(), Math.round(size.limit() * millisPerTransaction));
        }
        return size.limit();
    }

    @Test
    void settlesWhereABlockTakesHalfOfTheTimeout() {
        assertThat(after(50, 0.1) * 0.1).isBetween(TARGET_MILLIS * 0.75, TARGET_MILLIS * 1.3);
        assertThat(after(50, 0.5) * 0.5).isBetween(TARGET_MILLIS * 0.75, TARGET_MILLIS * 1.3);
    }

    @Test
    void doesNotGrowByBlocksThatAreNotFull() {
        int before = size.limit();
        size.committed(before - 1, 1);
        assertThat(size.limit()).isEqualTo(before);
    }

    @Test
    void aSingleSlowBlockHalvesItAtMost() {
        int before = size.limit();
        size.committed(before, 100 * TARGET_MILLIS);
        assertThat(size.limit()).isEqualTo(before / 2);
    }

    @Test
    void failuresLeaveEnoughToGoOn() {
        for (int i = 0; i < 100; i++) {
            size.failed();
        }
        assertThat(size.limit()).isEqualTo(100);
        assertThat(after(50, 0.1)).isGreaterThan(500);
    }

    @Test
    void anEmptyBlockThatIsLateDoesNotEndIt() {
        for (int i = 0; i < 100; i++) {
            size.committed(0, 10 * TARGET_MILLIS);
        }
        assertThat(size.limit()).isGreaterThanOrEqualTo(100);
    }
}
