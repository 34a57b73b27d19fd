// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.state.Account;
import org.tributary.ledger.state.State;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;

/// The accounts during one block: moves money so that none is made or lost, and notes which transaction touched whom.
public final class Accounts {
    private static final UInt256 BURNED = Slots.at(0);

    private final State state;
    private final List<Touch> touches = new ArrayList<>();
    private Hash transaction = Hash.ZERO;
    private Amount burned = Amount.ZERO;

    public Accounts(State state) {
        this.state = state;
    }

    private record Touch(Address account, Hash transaction) {}

    /// A point to return to. See [#revertTo].
    public record Mark(int state, int touches, Amount burned) {}

    /// What follows is the doing of `hash`.
    public void begin(Hash hash) {
        transaction = hash;
    }

    public Amount balance(Address account) {
        return state.account(account).balance();
    }

    public Account account(Address address) {
        return state.account(address);
    }

    public void account(Address address, Account account) {
        touches.add(new Touch(address, transaction));
        state.account(address, account);
    }

    public void credit(Address account, Amount amount) {
        if (!amount.isZero()) {
            var before = state.account(account);
            account(account, before.withBalance(before.balance().plus(amount)));
        }
    }

    /// Returns whether the account had that much; if not, nothing changed.
    public boolean debit(Address account, Amount amount) {
        var before = state.account(account);
        if (before.balance().isLessThan(amount)) {
            return false;
        }
        account(account, before.withBalance(before.balance().minus(amount)));
        return true;
    }

    /// Takes out of `from` for good.
    public void burn(Address from, Amount amount) {
        Invariant.check(debit(from, amount), "what is burned was there");
        burned = burned.plus(amount);
    }

    public void move(Address from, Address to, Amount amount) {
        Invariant.check(debit(from, amount), "what is moved was there");
        credit(to, amount);
    }

    public UInt256 slot(Address account, UInt256 key) {
        return state.slot(account, key);
    }

    public void slot(Address account, UInt256 key, UInt256 value) {
        touches.add(new Touch(account, transaction));
        state.slot(account, key, value);
    }

    public Mark mark() {
        return new Mark(state.mark(), touches.size(), burned);
    }

    /// Undoes everything since `mark`.
    public void revertTo(Mark mark) {
        state.revertTo(mark.state());
        touches.subList(mark.touches(), touches.size()).clear();
        burned = mark.burned();
    }

    /// Adds what this block burned to the chain's total. Called once, at the block's end.
    public void close() {
        if (!burned.isZero()) {
            var total = state.slot(Reserved.LEDGER, BURNED).add(UInt256.valueOf(burned.units()));
            slot(Reserved.LEDGER, BURNED, total);
            burned = Amount.ZERO;
        }
    }

    /// All that was ever burned, up to the newest committed block.
    public static Amount burned(State state) {
        return new Amount(state.slot(Reserved.LEDGER, BURNED).toUnsignedBigInteger());
    }

    /// By account, the hashes of the transactions that touched it, in block order.
    public SortedMap<Address, List<Hash>> touched() {
        SortedMap<Address, List<Hash>> byAccount = new TreeMap<>();
        for (var touch : touches) {
            var hashes = byAccount.computeIfAbsent(touch.account(), _ -> new ArrayList<>());
            if (hashes.isEmpty() || !hashes.getLast().equals(touch.transaction())) {
                hashes.add(touch.transaction());
            }
        }
        return byAccount;
    }
}
