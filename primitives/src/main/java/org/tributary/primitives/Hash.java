// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives;

import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/// A Keccak-256 digest. Ordered as an unsigned big-endian number.
public record Hash(Bytes32 bytes) implements Comparable<Hash> {
    public static final Hash ZERO = new Hash(Bytes32.ZERO);

    public Hash {
        // An array of its own: a slice would keep a whole message alive, and be copied at every comparison.
        bytes = Bytes32.wrap(bytes.toArrayUnsafe());
    }

    /// Takes exactly 32 bytes.
    public static Hash of(Bytes bytes) {
        if (bytes.size() != Bytes32.SIZE) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.size());
        }
        return new Hash(Bytes32.wrap(bytes));
    }

    /// Reads `0x` and 64 hex digits.
    public static Hash parse(String hex) {
        return of(Hex.parse(hex));
    }

    // Every transaction is looked up by this, several times. Bytes would compare one byte at a time.
    @Override
    public boolean equals(Object other) {
        return other instanceof Hash that && Arrays.equals(bytes.toArrayUnsafe(), that.bytes.toArrayUnsafe());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes.toArrayUnsafe());
    }

    @Override
    public int compareTo(Hash other) {
        return Arrays.compareUnsigned(bytes.toArrayUnsafe(), other.bytes.toArrayUnsafe());
    }

    /// `0x` and 64 lower-case hex digits.
    @Override
    public String toString() {
        return bytes.toHexString();
    }
}
