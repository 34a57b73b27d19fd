// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.typed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

/// Builds EIP-712's `hashStruct`: the type hash, then each member as one 32-byte word, in the order of
/// the type string.
public final class TypedData {
    private final List<Bytes> words = new ArrayList<>();

    private TypedData(Hash typeHash) {
        words.add(typeHash.bytes());
    }

    /// `encodeType`, such as `UsageReceipt(bytes32 ticket,uint64 bucket)`, hashed. Computed once per
    /// type by its owner.
    public static Hash typeHash(String encodedType) {
        return Keccak.hash(Bytes.wrap(encodedType.getBytes(StandardCharsets.UTF_8)));
    }

    public static TypedData struct(Hash typeHash) {
        return new TypedData(typeHash);
    }

    public TypedData number(long value) {
        words.add(UInt256.valueOf(value));
        return this;
    }

    /// `intN`: two's complement.
    public TypedData signed(long value) {
        words.add(Bytes32.leftPad(Bytes.ofUnsignedLong(value), value < 0 ? (byte) 0xff : 0));
        return this;
    }

    public TypedData amount(Amount value) {
        words.add(UInt256.valueOf(value.units()));
        return this;
    }

    public TypedData bucket(Bucket value) {
        return number(value.number());
    }

    public TypedData flag(boolean value) {
        return number(value ? 1 : 0);
    }

    public TypedData address(Address value) {
        words.add(Bytes32.leftPad(value.bytes()));
        return this;
    }

    /// `bytes32`.
    public TypedData word(Hash value) {
        words.add(value.bytes());
        return this;
    }

    /// `bytesN` with N ≤ 32: padded on the right.
    public TypedData fixed(Bytes value) {
        words.add(Bytes32.rightPad(value));
        return this;
    }

    /// `bytes`, hashed as EIP-712 says.
    public TypedData bytes(Bytes value) {
        words.add(Keccak.hash(value).bytes());
        return this;
    }

    /// An array of structs: the hash over their hashes.
    public TypedData list(List<Hash> structs) {
        words.add(Keccak.hash(structs.stream().map(Hash::bytes).toArray(Bytes[]::new))
                .bytes());
        return this;
    }

    /// `string`, hashed as EIP-712 says.
    public TypedData text(String value) {
        return bytes(Bytes.wrap(value.getBytes(StandardCharsets.UTF_8)));
    }

    public Hash hash() {
        return Keccak.hash(words.toArray(Bytes[]::new));
    }
}
