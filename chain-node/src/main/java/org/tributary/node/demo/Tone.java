// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import org.apache.tuweni.bytes.Bytes;

/// What callers say: a tone in G.711 µ-law, 8,000 samples a second.
final class Tone {
    private static final int SAMPLES = 160;
    private static final double LOUDNESS = 8_000;
    private static final int BIAS = 0x84;
    private static final int MOST_EXPONENT = 7;

    private Tone() {}

    /// Twenty milliseconds of it: so many whole waves that each frame is as the one before.
    static Bytes frame(int waves) {
        var frame = new byte[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            frame[i] = muLaw((int) Math.round(LOUDNESS * Math.sin(2 * Math.PI * waves * i / SAMPLES)));
        }
        return Bytes.wrap(frame);
    }

    /// ITU-T G.711, of a sample with 16 bits.
    private static byte muLaw(int sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.abs(sample) + BIAS;
        int exponent = Math.min(MOST_EXPONENT, Integer.SIZE - 1 - Integer.numberOfLeadingZeros(magnitude) - 7);
        int mantissa = (magnitude >> (exponent + 3)) & 0x0F;
        return (byte) ~(sign | (exponent << 4) | mantissa);
    }
}
