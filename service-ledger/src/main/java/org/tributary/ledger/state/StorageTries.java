// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.trie.Change;
import org.tributary.ledger.trie.Owners;
import org.tributary.ledger.trie.Trie;
import org.tributary.primitives.Address;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.crypto.Keccak;

/// The storage tries of the accounts that one block touches.
///
/// Nearly every account has one slot, its unit head. Such a trie has one node, which is not stored: the slot's flat
/// record says the same. Opening it needs no read either when the slot is among those that change.
final class StorageTries {
    private final KeyValueStore store;
    // Most accounts write the same few reserved slots, so their hashes are kept for the block.
    private final Map<UInt256, Bytes> hashedKeys = new HashMap<>();

    StorageTries(KeyValueStore store) {
        this.store = store;
    }

    Bytes hashed(UInt256 key) {
        return hashedKeys.computeIfAbsent(key, k -> Keccak.hash(k).bytes());
    }

    /// Brings the account's storage root up to its slots.
    void fold(AccountOverlay account) {
        var changed = new ArrayList<SlotOverlay>();
        for (var slot : account.slots()) {
            if (slot.needsFolding()) {
                changed.add(slot);
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        var trie = trie(account, changed);
        var changes = new ArrayList<Change>(changed.size());
        changed.forEach(slot -> changes.add(change(slot.key(), slot.current())));
        trie.update(changes);
        account.storageFolded();
    }

    /// The account's storage trie, opened if it is not yet.
    Trie trie(AccountOverlay account, List<SlotOverlay> known) {
        if (account.storage().isEmpty()) {
            account.open(open(account.address(), account.committed(), known));
        }
        return account.storage().orElseThrow();
    }

    private Trie open(Address address, Account committed, List<SlotOverlay> known) {
        var owner = Owners.storage(address);
        if (committed.storageRoot().equals(Trie.EMPTY_ROOT)) {
            return Trie.empty(store, owner);
        }
        for (var slot : known) {
            if (!slot.committed().isZero()) {
                var single = Trie.single(store, owner, change(slot.key(), slot.committed()));
                if (single.root().equals(committed.storageRoot())) {
                    return single;
                }
                break;
            }
        }
        var trie = Trie.openSparse(store, owner);
        if (trie.root().equals(Trie.EMPTY_ROOT)) {
            trie = Trie.single(store, owner, onlySlot(address));
        }
        Invariant.check(trie.root().equals(committed.storageRoot()), "an account's storage root is that of its slots");
        return trie;
    }

    private Change onlySlot(Address address) {
        var found = new ArrayList<Change>();
        store.scan(Table.SLOTS, address.bytes(), address.bytes(), (key, word) -> {
            found.add(change(UInt256.fromBytes(key.slice(Address.SIZE)), StorageWord.ofTrimmed(word)));
            return found.size() < 2;
        });
        Invariant.check(found.size() == 1, "a storage trie without nodes has one slot");
        return found.getFirst();
    }

    private Change change(UInt256 key, UInt256 value) {
        return new Change(hashed(key), StorageWord.leaf(value));
    }
}
