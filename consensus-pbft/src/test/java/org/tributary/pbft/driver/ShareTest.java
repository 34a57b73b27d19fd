// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShareTest {
    private final Share share = new Share();

    @Test
    void messagesAreBounded() {
        for (int i = 0; i < Share.MAX_MESSAGES; i++) {
            assertThat(share.take(1)).isTrue();
        }
        assertThat(share.take(1)).isFalse();
        share.give(1);
        assertThat(share.take(1)).isTrue();
    }

    @Test
    void bytesAreBounded() {
        assertThat(share.take((int) Share.MAX_BYTES - 1)).isTrue();
        assertThat(share.take(2)).isFalse();
        assertThat(share.take(1)).isTrue();
    }

    @Test
    void aSingleMessageAlwaysHasRoom() {
        assertThat(share.take((int) Share.MAX_BYTES + 1)).isTrue();
        assertThat(share.take(1)).isFalse();
    }
}
