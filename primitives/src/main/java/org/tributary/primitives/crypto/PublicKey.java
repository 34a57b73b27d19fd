// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;

/// A point of secp256k1, compressed: 33 bytes, the first 2 or 3.
///
/// That the bytes name a point of the curve is checked when they are used: a key that is none verifies nothing.
public record PublicKey(Bytes bytes) implements Comparable<PublicKey> {
    public static final int SIZE = 33;

    public PublicKey {
        if (bytes.size() != SIZE || (bytes.get(0) != 2 && bytes.get(0) != 3)) {
            throw new IllegalArgumentException("a compressed public key has 33 bytes and starts with 02 or 03");
        }
    }

    public boolean verifies(Hash hash, Signature signature) {
        return CurveChoice.BEST.verify(hash, signature, this);
    }

    /// The key's Ethereum address.
    ///
    /// @throws IllegalArgumentException where the bytes name no point of the curve
    public Address address() {
        return address(CurveChoice.BEST.decompress(this));
    }

    /// The address of the key that is `point`: 04 ‖ x ‖ y.
    static Address address(Bytes point) {
        return new Address(Keccak.hash(point.slice(1)).bytes().slice(12));
    }

    /// @param point 04 ‖ x ‖ y
    static PublicKey ofPoint(Bytes point) {
        int parity = point.get(point.size() - 1) & 1;
        return new PublicKey(Bytes.concatenate(Bytes.of(2 + parity), point.slice(1, SIZE - 1)));
    }

    @Override
    public int compareTo(PublicKey other) {
        return Arrays.compareUnsigned(bytes.toArrayUnsafe(), other.bytes.toArrayUnsafe());
    }

    @Override
    public String toString() {
        return bytes.toHexString();
    }
}
