// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.transaction;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// EIP-2930: accounts and storage slots that a transaction says it will touch. Kept as signed, duplicates included.
public record AccessList(List<Entry> entries) {
    public static final AccessList EMPTY = new AccessList(List.of());
    /// No transaction has room for more: an entry takes at least an address, a slot a hash.
    private static final int MAX_ITEMS = SignedTransaction.MAX_SIZE / Address.SIZE;

    public AccessList {
        entries = List.copyOf(entries);
    }

    public record Entry(Address address, List<Hash> slots) {
        public Entry {
            slots = List.copyOf(slots);
        }

        private void write(RlpListWriter list) {
            list.list(item -> item.address(address).list(slots, RlpListWriter::hash));
        }

        private static Entry read(RlpListReader list) {
            return new Entry(list.address(), list.list(MAX_ITEMS, RlpListReader::hash));
        }
    }

    public int addressCount() {
        return entries.size();
    }

    public int slotCount() {
        return entries.stream().mapToInt(entry -> entry.slots().size()).sum();
    }

    /// A list of `[address, [slot…]]`, as it stands in the transaction.
    public Bytes rlp() {
        return Rlp.list(list -> entries.forEach(entry -> entry.write(list)));
    }

    void write(RlpListWriter list) {
        list.list(inner -> entries.forEach(entry -> entry.write(inner)));
    }

    static AccessList read(RlpListReader list) {
        return new AccessList(list.list(MAX_ITEMS, item -> item.list(Entry::read)));
    }
}
