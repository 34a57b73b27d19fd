// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import java.nio.ByteBuffer;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.codec.Decoded;

/// Twenty milliseconds of a call, as it is on the line: its number, 4 bytes, and what is said.
///
/// @param number one more than that of the frame before; what comes late or twice is not heard
public record Frame(long number, Bytes voice) {
    public static final int MILLIS = 20;

    /// What fits into one packet, whatever the codec.
    public static final int MOST_VOICE = 1_200;

    private static final long MOST_NUMBER = 0xFFFF_FFFFL;

    public Frame {
        if (number < 0 || number > MOST_NUMBER || voice.size() > MOST_VOICE) {
            throw new IllegalArgumentException("a frame has a number below 2^32 and at most " + MOST_VOICE + " bytes");
        }
    }

    /// The bytes of one message.
    public ByteBuffer encode() {
        return ByteBuffer.allocate(Integer.BYTES + voice.size())
                .putInt((int) number)
                .put(voice.toArrayUnsafe())
                .flip();
    }

    public static Decoded<Frame> decode(ByteBuffer message) {
        if (message.remaining() < Integer.BYTES || message.remaining() > Integer.BYTES + MOST_VOICE) {
            return new Decoded.Malformed<>("a frame has a number of 4 bytes and at most " + MOST_VOICE + " more");
        }
        long number = Integer.toUnsignedLong(message.getInt());
        var voice = new byte[message.remaining()];
        message.get(voice);
        return new Decoded.Value<>(new Frame(number, Bytes.wrap(voice)));
    }
}
