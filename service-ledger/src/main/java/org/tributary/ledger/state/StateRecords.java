// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.state;

import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.ledger.trie.Change;
import org.tributary.primitives.Address;
import org.tributary.primitives.crypto.Keccak;

/// The flat records of the state, and the trie leaves that say the same.
public final class StateRecords {
    private StateRecords() {}

    /// @param leaf see [Account#encoded]
    public static Change leaf(Address address, Bytes leaf) {
        return new Change(Keccak.hash(address.bytes()).bytes(), leaf);
    }

    public static Change leaf(UInt256 slot, UInt256 word) {
        return new Change(Keccak.hash(slot).bytes(), StorageWord.leaf(word));
    }

    public static void putAccount(WriteBatch batch, Address address, Bytes leaf) {
        batch.put(Table.ACCOUNTS, address.bytes(), leaf);
    }

    /// Not for zero, which has no record.
    public static void putSlot(WriteBatch batch, Address address, UInt256 slot, UInt256 word) {
        batch.put(Table.SLOTS, StateReader.slotKey(address, slot), StorageWord.trimmed(word));
    }

    /// Lets an address or a slot be found by its hash.
    public static void putPreimage(WriteBatch batch, Bytes addressOrSlot) {
        batch.put(Table.PREIMAGES, Keccak.hash(addressOrSlot).bytes(), addressOrSlot);
    }
}
