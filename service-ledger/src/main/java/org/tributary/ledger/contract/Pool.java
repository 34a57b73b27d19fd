// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.execution.Storage;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;

/// One pool's account book: a DApp's money for its providers. Protocol §7.
///
/// deposited = free + authorised + owed + held + paid + withdrawn, after every step.
public final class Pool {
    private static final UInt256 POOLS = Slots.at(0);
    private static final UInt256 AUTHORISED = Slots.at(1);
    private static final UInt256 RECALLED = Slots.at(2);

    private final Storage storage;
    private final Hash id;
    private final UInt256 base;

    private Pool(Storage storage, Hash id) {
        this.storage = storage;
        this.id = id;
        this.base = Slots.entry(POOLS, id);
    }

    public static Pool of(Accounts accounts, Hash id) {
        return new Pool(new Storage(accounts, Reserved.POOLS), id);
    }

    private UInt256 field(int number) {
        return base.add(number);
    }

    public Hash id() {
        return id;
    }

    public boolean exists() {
        return !owner().equals(Address.ZERO);
    }

    public Address owner() {
        return storage.address(field(0));
    }

    public Amount deposited() {
        return storage.amount(field(1));
    }

    /// Can be authorised or withdrawn.
    public Amount free() {
        return storage.amount(field(2));
    }

    /// Stands as cover on service chains, in all.
    public Amount authorised() {
        return storage.amount(field(3));
    }

    /// Billed but not covered. Nothing in this version bills without cover.
    public Amount owed() {
        return storage.amount(field(4));
    }

    /// Held back from young providers.
    public Amount held() {
        return storage.amount(field(5));
    }

    /// Left the pool by a bill: to providers, as fees, or burned.
    public Amount paid() {
        return storage.amount(field(6));
    }

    public Amount withdrawn() {
        return storage.amount(field(7));
    }

    /// Capabilities of an earlier epoch are revoked.
    public long minEpoch() {
        return storage.number(field(8));
    }

    /// What the owner wants back from `chain` and has not got yet; part of what is authorised there.
    public Amount recalled(ChainName chain) {
        return storage.amount(recalledSlot(chain));
    }

    /// What is authorised for `chain` and not recalled: bills may have taken what was.
    Amount recallable(ChainName chain) {
        var authorised = authorised(chain);
        return authorised.minus(recalled(chain).min(authorised));
    }

    public Amount authorised(ChainName chain) {
        return storage.amount(authorisedSlot(chain));
    }

    void create(Address owner) {
        storage.address(field(0), owner);
    }

    void deposit(Amount amount) {
        storage.add(field(1), amount);
        storage.add(field(2), amount);
        checkBook();
    }

    void authorise(ChainName chain, Amount amount) {
        storage.subtract(field(2), amount);
        storage.add(field(3), amount);
        storage.add(authorisedSlot(chain), amount);
        checkBook();
    }

    void recall(ChainName chain, Amount amount) {
        storage.add(recalledSlot(chain), amount);
    }

    /// Cover comes back from `chain`; `lapsed` was recalled too, and does not.
    void released(ChainName chain, Amount amount, Amount lapsed) {
        storage.subtract(recalledSlot(chain), recalled(chain).min(amount.plus(lapsed)));
        storage.subtract(authorisedSlot(chain), amount);
        storage.subtract(field(3), amount);
        storage.add(field(2), amount);
        checkBook();
    }

    void withdraw(Amount amount) {
        storage.subtract(field(2), amount);
        storage.add(field(7), amount);
        checkBook();
    }

    void raiseMinEpoch(long epoch) {
        storage.number(field(8), epoch);
    }

    /// Takes a bill of `paid` + `held` out of what is authorised for `chain`.
    void bill(ChainName chain, Amount paid, Amount held) {
        var billed = paid.plus(held);
        storage.subtract(authorisedSlot(chain), billed);
        storage.subtract(field(3), billed);
        storage.add(field(5), held);
        storage.add(field(6), paid);
        checkBook();
    }

    void release(Amount held) {
        storage.subtract(field(5), held);
        storage.add(field(6), held);
        checkBook();
    }

    private UInt256 authorisedSlot(ChainName chain) {
        return Slots.entry(Slots.entry(AUTHORISED, id), chain);
    }

    private UInt256 recalledSlot(ChainName chain) {
        return Slots.entry(Slots.entry(RECALLED, id), chain);
    }

    private void checkBook() {
        var sum =
                free().plus(authorised()).plus(owed()).plus(held()).plus(paid()).plus(withdrawn());
        Invariant.check(deposited().equals(sum), "a pool's book adds up");
    }
}
