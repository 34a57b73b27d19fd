// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;

/// An ECDSA signature over secp256k1: r ‖ s, 64 bytes, with 0 < r < n and 0 < s ≤ n/2.
///
/// High-s twins do not exist as values of this type, so a signature cannot be mauled into a second valid one (EIP-2).
public record Signature(Bytes bytes) {
    public static final int SIZE = 64;
    static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

    public Signature {
        if (bytes.size() != SIZE) {
            throw new IllegalArgumentException("a signature has 64 bytes, not " + bytes.size());
        }
        var r = bytes.slice(0, 32).toUnsignedBigInteger();
        var s = bytes.slice(32, 32).toUnsignedBigInteger();
        if (r.signum() == 0 || r.compareTo(ORDER) >= 0) {
            throw new IllegalArgumentException("signature: r is out of range");
        }
        if (s.signum() == 0 || s.compareTo(HALF_ORDER) > 0) {
            throw new IllegalArgumentException("signature: s is out of range or high; only low-s signatures are taken");
        }
    }

    public Bytes r() {
        return bytes.slice(0, 32);
    }

    public Bytes s() {
        return bytes.slice(32, 32);
    }
}
