// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.primitives.codec.Decoded;

class FrameTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 0x7FFF_FFFFL, 0xFFFF_FFFFL})
    void aFrameComesBackAsItWas(long number) {
        var frame = new Frame(number, Bytes.random(Frame.MOST_VOICE));
        assertThat(Frame.decode(frame.encode())).isEqualTo(new Decoded.Value<>(frame));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, Integer.BYTES + Frame.MOST_VOICE + 1})
    void whatIsNoFrameIsMalformed(int size) {
        assertThat(Frame.decode(ByteBuffer.allocate(size))).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void aFrameIsBounded() {
        assertThatThrownBy(() -> new Frame(1L << 32, Bytes.EMPTY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Frame(0, Bytes.random(Frame.MOST_VOICE + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
