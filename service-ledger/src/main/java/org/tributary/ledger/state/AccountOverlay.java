// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.state;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.store.Table;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.ledger.trie.Change;
import org.tributary.ledger.trie.Trie;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

/// One account of a block in the making: what it was, what the trie has, what it is now, and the slots looked at.
final class AccountOverlay {
    private final Address address;
    private final Account committed;
    private final Map<UInt256, SlotOverlay> slots = new LinkedHashMap<>();
    private Account folded;
    // Its storage root is not looked at: an undone write must not bring back the root of an earlier fold.
    private Account current;
    private Hash storageRoot;
    private Optional<Trie> storage = Optional.empty();
    private Optional<Bytes> hashedAddress = Optional.empty();
    private int writes;

    AccountOverlay(Address address, Account committed) {
        this.address = address;
        this.committed = committed;
        this.folded = committed;
        this.current = committed;
        this.storageRoot = committed.storageRoot();
    }

    Address address() {
        return address;
    }

    Account committed() {
        return committed;
    }

    Account account() {
        return current.storageRoot().equals(storageRoot) ? current : current.withStorageRoot(storageRoot);
    }

    void set(Account account) {
        current = account;
    }

    boolean isTouched() {
        return writes > 0;
    }

    void countWrite(int more) {
        writes += more;
    }

    Optional<SlotOverlay> slot(UInt256 key) {
        return Optional.ofNullable(slots.get(key));
    }

    SlotOverlay add(SlotOverlay slot) {
        slots.put(slot.key(), slot);
        return slot;
    }

    Collection<SlotOverlay> slots() {
        return slots.values();
    }

    Optional<Trie> storage() {
        return storage;
    }

    void open(Trie trie) {
        storage = Optional.of(trie);
    }

    void storageFolded() {
        slots.values().forEach(SlotOverlay::folded);
        storageRoot = storage.map(Trie::root).orElse(storageRoot);
    }

    Bytes hashedAddress() {
        if (hashedAddress.isEmpty()) {
            hashedAddress = Optional.of(Keccak.hash(address.bytes()).bytes());
        }
        return hashedAddress.get();
    }

    /// What this account changes in the trie of accounts, counted as done.
    Optional<Change> fold() {
        var account = account();
        if (account.equals(folded)) {
            return Optional.empty();
        }
        folded = account;
        return Optional.of(new Change(hashedAddress(), account.isEmpty() ? Bytes.EMPTY : account.encoded()));
    }

    void writeTo(WriteBatch batch) {
        if (!folded.equals(committed)) {
            if (folded.isEmpty()) {
                batch.delete(Table.ACCOUNTS, address.bytes());
            } else {
                StateRecords.putAccount(batch, address, folded.encoded());
                if (committed.isEmpty()) {
                    StateRecords.putPreimage(batch, address.bytes());
                }
            }
        }
        for (var slot : slots.values()) {
            if (slot.needsWriting()) {
                writeSlot(slot, batch);
            }
        }
        storage.ifPresent(trie -> trie.writeTo(batch));
    }

    private void writeSlot(SlotOverlay slot, WriteBatch batch) {
        if (slot.current().isZero()) {
            batch.delete(Table.SLOTS, StateReader.slotKey(address, slot.key()));
            return;
        }
        StateRecords.putSlot(batch, address, slot.key(), slot.current());
        if (slot.committed().isZero()) {
            StateRecords.putPreimage(batch, slot.key());
        }
    }
}
