// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.store.KeyValueStore;
import org.tributary.ledger.store.WriteBatch;
import org.tributary.ledger.trie.Change;
import org.tributary.ledger.trie.Owners;
import org.tributary.ledger.trie.Trie;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;

/// The state after the newest committed block, with the changes of one block on top. One thread; a new one per block.
public final class State {
    /// How to take one write back.
    private sealed interface Undo {
        AccountOverlay account();
    }

    private record AccountWrite(AccountOverlay account, Account before) implements Undo {}

    private record SlotWrite(AccountOverlay account, SlotOverlay slot, UInt256 before) implements Undo {}

    private final StateReader committed;
    private final StorageTries storage;
    private final Trie accounts;
    private final Map<Address, AccountOverlay> overlays = new LinkedHashMap<>();
    private final List<Undo> undo = new ArrayList<>();

    private State(KeyValueStore store) {
        committed = StateReader.over(store);
        storage = new StorageTries(store);
        accounts = Trie.open(store, Owners.ACCOUNTS);
    }

    public static State over(KeyValueStore store) {
        return new State(store);
    }

    /// [Account#EMPTY] where there is none. Its storage root is that of the last [#root] or [#leaf].
    public Account account(Address address) {
        return overlay(address).account();
    }

    /// The account with the storage root of all its slots as they are now: its leaf, should the block end here.
    public Account leaf(Address address) {
        var overlay = overlay(address);
        storage.fold(overlay);
        return overlay.account();
    }

    /// Zero where there is none.
    public UInt256 slot(Address address, UInt256 key) {
        return slot(overlay(address), key).current();
    }

    /// The storage root in `account` is ignored: it follows from the slots.
    public void account(Address address, Account account) {
        var overlay = overlay(address);
        undo.add(new AccountWrite(overlay, overlay.account()));
        overlay.set(account);
        overlay.countWrite(1);
    }

    public void slot(Address address, UInt256 key, UInt256 value) {
        var overlay = overlay(address);
        var slot = slot(overlay, key);
        undo.add(new SlotWrite(overlay, slot, slot.current()));
        slot.set(value);
        overlay.countWrite(1);
    }

    /// A point to come back to by [#revertTo].
    public int mark() {
        return undo.size();
    }

    /// Takes back every write since `mark`.
    public void revertTo(int mark) {
        Invariant.check(mark >= 0 && mark <= undo.size(), "a mark is not ahead of the writes");
        while (undo.size() > mark) {
            var last = undo.removeLast();
            switch (last) {
                case AccountWrite write -> write.account().set(write.before());
                case SlotWrite write -> write.slot().set(write.before());
            }
            last.account().countWrite(-1);
        }
    }

    /// The accounts written to, themselves or a slot of theirs, by what was not taken back.
    public SortedSet<Address> touched() {
        var touched = new TreeSet<Address>();
        for (var overlay : overlays.values()) {
            if (overlay.isTouched()) {
                touched.add(overlay.address());
            }
        }
        return touched;
    }

    /// The state root. Folds what changed since the last call into the tries, so once per block is best; writes and
    /// reverts may follow, and then another call.
    public Hash root() {
        var changes = new ArrayList<Change>();
        for (var overlay : overlays.values()) {
            storage.fold(overlay);
            overlay.fold().ifPresent(changes::add);
        }
        if (!changes.isEmpty()) {
            accounts.update(changes);
        }
        return accounts.root();
    }

    /// All records that differ from the newest committed block's. Once the batch is in the store, this state has
    /// served.
    public void writeTo(WriteBatch batch) {
        root();
        overlays.values().forEach(overlay -> overlay.writeTo(batch));
        accounts.writeTo(batch);
    }

    /// Visits the committed accounts, without this block's changes, in address order.
    public void visitAccounts(BiConsumer<Address, Account> visitor) {
        committed.visitAccounts(visitor);
    }

    /// Proves the account and these slots under [#root]. The store must stand still meanwhile: a block that commits
    /// under a running proof tears it, which [AccountProof#verify] then shows.
    public AccountProof proof(Address address, List<UInt256> slots) {
        root();
        var overlay = overlay(address);
        var trie = storage.trie(overlay, List.of());
        var proofs = slots.stream()
                .map(key -> new SlotProof(key, slot(overlay, key).current(), trie.proof(storage.hashed(key))))
                .toList();
        return new AccountProof(address, overlay.account(), accounts.proof(overlay.hashedAddress()), proofs);
    }

    private AccountOverlay overlay(Address address) {
        var known = overlays.get(address);
        if (known != null) {
            return known;
        }
        var overlay = new AccountOverlay(address, committed.account(address));
        overlays.put(address, overlay);
        return overlay;
    }

    private SlotOverlay slot(AccountOverlay account, UInt256 key) {
        return account.slot(key)
                .orElseGet(() -> account.add(new SlotOverlay(key, committed.slot(account.address(), key))));
    }
}
