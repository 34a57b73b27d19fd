// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives;

import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes;

/// An Ethereum address: the last 20 bytes of the Keccak-256 of a public key, or a reserved one.
public record Address(Bytes bytes) implements Comparable<Address> {
    public static final int SIZE = 20;
    public static final Address ZERO = new Address(Bytes.wrap(new byte[SIZE]));

    public Address {
        if (bytes.size() != SIZE) {
            throw new IllegalArgumentException("an address has 20 bytes, not " + bytes.size());
        }
        // An array of its own: a slice would keep a whole message alive, and be copied at every comparison.
        bytes = Bytes.wrap(bytes.toArrayUnsafe());
    }

    /// Reads `0x` and 40 hex digits, of either case; a checksum in the case is not checked.
    public static Address parse(String hex) {
        return new Address(Hex.parse(hex));
    }

    /// A reserved address: `number`, big-endian, in 20 bytes.
    public static Address reserved(int number) {
        return new Address(Bytes.concatenate(Bytes.wrap(new byte[SIZE - Integer.BYTES]), Bytes.ofUnsignedInt(number)));
    }

    // Every account touched is looked up by this. Bytes would compare one byte at a time.
    @Override
    public boolean equals(Object other) {
        return other instanceof Address that && Arrays.equals(bytes.toArrayUnsafe(), that.bytes.toArrayUnsafe());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes.toArrayUnsafe());
    }

    @Override
    public int compareTo(Address other) {
        return Arrays.compareUnsigned(bytes.toArrayUnsafe(), other.bytes.toArrayUnsafe());
    }

    /// `0x` and 40 lower-case hex digits.
    @Override
    public String toString() {
        return bytes.toHexString();
    }
}
