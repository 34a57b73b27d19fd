// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/// An ECDSA signature over secp256k1: r ‖ s, 64 bytes, with 0 < r < n and 0 < s ≤ n/2.
///
/// High-s twins do not exist as values of this type, so a signature cannot be mauled into a second valid one (EIP-2).
public record Signature(Bytes bytes) {
    public static final int SIZE = 64;
    static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final byte[] ZERO_WORD = new byte[32];
    private static final byte[] ORDER_WORD = word(ORDER);
    private static final byte[] HALF_ORDER_WORD = word(ORDER.shiftRight(1));

    public Signature {
        if (bytes.size() != SIZE) {
            throw new IllegalArgumentException("a signature has 64 bytes, not " + bytes.size());
        }
        var array = bytes.toArrayUnsafe();
        if (compare(array, 0, ZERO_WORD) == 0 || compare(array, 0, ORDER_WORD) >= 0) {
            throw new IllegalArgumentException("signature: r is out of range");
        }
        if (compare(array, 32, ZERO_WORD) == 0 || compare(array, 32, HALF_ORDER_WORD) > 0) {
            throw new IllegalArgumentException("signature: s is out of range or high; only low-s signatures are taken");
        }
    }

    private static byte[] word(BigInteger number) {
        return Bytes32.leftPad(Bytes.wrap(number.toByteArray()).trimLeadingZeros())
                .toArrayUnsafe();
    }

    /// The big-endian number in `array` from `at` on, against that in `word`.
    private static int compare(byte[] array, int at, byte[] word) {
        return Arrays.compareUnsigned(array, at, at + word.length, word, 0, word.length);
    }

    public Bytes r() {
        return bytes.slice(0, 32);
    }

    public Bytes s() {
        return bytes.slice(32, 32);
    }
}
