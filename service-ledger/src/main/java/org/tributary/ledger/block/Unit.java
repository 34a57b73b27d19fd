// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.block;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.Keccak;

/// One step in the life of one account: a link of its own chain in the unit lattice. Protocol §2.
///
/// With its path and a certified header it proves the account's state at its height, without any other account.
///
/// @param number counts the account's units from 0
/// @param previous hash of the unit before, [Hash#ZERO] for the first
/// @param leaf the account's RLP leaf after the block, before this unit's own hash was written into its storage
/// @param transactions hashes of those that touched it, in block order
public record Unit(Address account, long number, Hash previous, Bytes leaf, List<Hash> transactions) {
    /// The storage slot, of every account, that holds the hash of its newest unit.
    public static final UInt256 HEAD_SLOT =
            UInt256.fromBytes(Keccak.hash(Bytes.wrap("tributary/unit/head".getBytes(StandardCharsets.US_ASCII)))
                    .bytes());

    private static final int MAX_LEAF = 128;
    private static final int MAX_TRANSACTIONS = 1 << 20;

    public Unit {
        transactions = List.copyOf(transactions);
    }

    public Hash hash() {
        return Keccak.hash(encoded());
    }

    public Bytes encoded() {
        return Rlp.list(list -> list.address(account)
                .number(number)
                .hash(previous)
                .bytes(leaf)
                .list(transactions, RlpListWriter::hash));
    }

    public static Unit read(RlpListReader list) {
        return new Unit(
                list.address(),
                list.number(),
                list.hash(),
                list.bytes(MAX_LEAF),
                list.list(MAX_TRANSACTIONS, RlpListReader::hash));
    }
}
