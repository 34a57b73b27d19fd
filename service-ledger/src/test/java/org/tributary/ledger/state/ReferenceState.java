// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.state;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLP;
import org.tributary.ledger.trie.ReferenceTrie;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

/// The world state as Yellow Paper §4.1 defines it, with every root computed from scratch.
final class ReferenceState {
    private static final class Fields {
        private long nonce;
        private long balance;
        private final Map<Integer, Long> slots = new TreeMap<>();

        private boolean isEmpty() {
            return nonce == 0 && balance == 0 && slots.isEmpty();
        }
    }

    private final Map<Address, Fields> accounts = new HashMap<>();

    /// A negative slot writes the account itself.
    void write(Address address, long nonce, long balance, int slot, long word) {
        var fields = accounts.computeIfAbsent(address, _ -> new Fields());
        if (slot < 0) {
            fields.nonce = nonce;
            fields.balance = balance;
        } else if (word == 0) {
            fields.slots.remove(slot);
        } else {
            fields.slots.put(slot, word);
        }
    }

    Hash root() {
        var entries = new LinkedHashMap<Bytes, Bytes>();
        accounts.forEach((address, fields) -> {
            if (!fields.isEmpty()) {
                entries.put(Keccak.hash(address.bytes()).bytes(), leaf(fields));
            }
        });
        return ReferenceTrie.root(entries);
    }

    private static Bytes leaf(Fields fields) {
        var entries = new LinkedHashMap<Bytes, Bytes>();
        fields.slots.forEach((slot, word) -> entries.put(
                Keccak.hash(Bytes32.leftPad(Bytes.ofUnsignedInt(slot))).bytes(),
                RLP.encodeBigInteger(new BigInteger(Long.toUnsignedString(word)))));
        return RLP.encodeList(leaf -> {
            leaf.writeLong(fields.nonce);
            leaf.writeLong(fields.balance);
            leaf.writeValue(ReferenceTrie.root(entries).bytes());
            leaf.writeValue(Bytes.fromHexString("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"));
        });
    }
}
