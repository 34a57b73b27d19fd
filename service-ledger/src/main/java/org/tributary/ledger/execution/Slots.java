// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.execution;

import java.nio.charset.StandardCharsets;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.primitives.Address;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

/// Where values stand in an account's storage: Solidity's layout, so that its tools can find them.
public final class Slots {
    private Slots() {}

    /// The variable at `base`, or field number `base` of a struct.
    public static UInt256 at(long base) {
        return UInt256.valueOf(base);
    }

    /// `mapping[key]`, where the mapping itself stands at `mapping`.
    public static UInt256 entry(UInt256 mapping, Bytes32 key) {
        return UInt256.fromBytes(Keccak.hash(key, mapping).bytes());
    }

    /// Element 0 of the dynamic array whose length stands at `length`.
    public static UInt256 array(UInt256 length) {
        return UInt256.fromBytes(Keccak.hash(length).bytes());
    }

    public static UInt256 entry(UInt256 mapping, Hash key) {
        return entry(mapping, key.bytes());
    }

    public static UInt256 entry(UInt256 mapping, Address key) {
        return entry(mapping, Bytes32.leftPad(key.bytes()));
    }

    public static UInt256 entry(UInt256 mapping, long key) {
        return entry(mapping, UInt256.valueOf(key));
    }

    public static UInt256 entry(UInt256 mapping, ChainName key) {
        return entry(mapping, word(key));
    }

    /// A chain's name as Solidity's `bytes32`: its characters, then zeros.
    public static Bytes32 word(ChainName name) {
        return Bytes32.rightPad(Bytes.wrap(name.text().getBytes(StandardCharsets.US_ASCII)));
    }
}
