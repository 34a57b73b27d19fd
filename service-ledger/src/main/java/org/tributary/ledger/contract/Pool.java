// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.math.BigInteger;
import java.util.List;
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
    private static final int WHOLE = 10_000;

    private final Accounts accounts;
    private final Storage storage;
    private final Hash id;
    private final UInt256 base;

    private Pool(Accounts accounts, Hash id) {
        this.accounts = accounts;
        this.storage = new Storage(accounts, Reserved.POOLS);
        this.id = id;
        this.base = Slots.entry(POOLS, id);
    }

    public static Pool of(Accounts accounts, Hash id) {
        return new Pool(accounts, id);
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

    /// All that came in: from whoever paid in, and from providers by credit notes.
    public Amount deposited() {
        return storage.amount(field(1));
    }

    /// Can be authorised or withdrawn.
    public Amount free() {
        return storage.amount(field(2));
    }

    /// Stands behind what service chains may bill, or in lanes.
    public Amount authorised() {
        return storage.amount(field(3));
    }

    /// Set aside for what was billed without cover, until it is paid. See [#debts].
    public Amount owed() {
        return storage.amount(field(4));
    }

    /// Held back from young providers.
    public Amount held() {
        return storage.amount(field(5));
    }

    /// Left the pool by a bill: to providers, as fees, or burned; as a challenger's reward; or burned to have receipts
    /// retained.
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

    /// How much of what it may be billed the pool has to have in money: its owner's choice.
    public int coverBasisPoints() {
        int chosen = Math.toIntExact(storage.number(field(9)));
        return chosen == 0 ? WHOLE : chosen;
    }

    public Amount authorised(ChainName chain) {
        return escrow(chain).authorised();
    }

    /// What was billed and could not be paid.
    public Amount debt() {
        return debts().total();
    }

    Escrow escrow(ChainName chain) {
        return new Escrow(storage, id, chain);
    }

    Lane lane(Address provider) {
        return new Lane(accounts, id, provider);
    }

    Debts debts() {
        return new Debts(accounts, id);
    }

    void create(Address owner) {
        storage.address(field(0), owner);
    }

    void deposit(Amount amount) {
        storage.add(field(1), amount);
        addFree(amount);
        checkBook();
    }

    void withdraw(Amount amount) {
        storage.subtract(field(2), amount);
        storage.add(field(7), amount);
        checkBook();
    }

    /// Free money leaves for what is not a bill.
    void spend(Amount amount) {
        storage.subtract(field(2), amount);
        storage.add(field(6), amount);
        checkBook();
    }

    void raiseMinEpoch(long epoch) {
        storage.number(field(8), epoch);
    }

    /// Whether the money behind what each of `chains` may bill is enough at that share.
    boolean couldCover(int basisPoints, List<ChainName> chains) {
        return chains.stream()
                .map(this::escrow)
                .noneMatch(escrow -> escrow.authorised().isLessThan(share(escrow.billable(), basisPoints)));
    }

    void cover(int basisPoints) {
        storage.number(field(9), basisPoints);
    }

    /// Returns by how much more `chain` may bill.
    Amount authorise(ChainName chain, Amount amount) {
        var more = new Amount(
                amount.units().multiply(BigInteger.valueOf(WHOLE)).divide(BigInteger.valueOf(coverBasisPoints())));
        var escrow = escrow(chain);
        escrow.set(escrow.authorised().plus(amount), escrow.billable().plus(more));
        authorise(amount);
        checkBook();
        return more;
    }

    /// `chain` gives back that it might bill `amount`; `lapsed` was recalled too, and is billed. Returns the money that
    /// comes free: what the rest needs as cover stays.
    Amount released(ChainName chain, Amount amount, Amount lapsed) {
        var escrow = escrow(chain);
        escrow.recallDone(amount);
        escrow.recallDone(lapsed);
        var billable = escrow.billable().minus(amount);
        var freed = shrink(escrow, share(billable, coverBasisPoints()), billable);
        checkBook();
        return freed;
    }

    void guarantee(Address provider, Amount amount) {
        lane(provider).add(amount);
        authorise(amount);
        checkBook();
    }

    /// Returns what was in the lane.
    Amount endLane(Address provider) {
        var amount = lane(provider).amount();
        lane(provider).take(amount);
        storage.subtract(field(3), amount);
        addFree(amount);
        checkBook();
        return amount;
    }

    /// Puts free money behind what `chain` may bill, as far as less than `wanted` stands there.
    void reinforce(ChainName chain, Amount wanted) {
        var escrow = escrow(chain);
        var missing = wanted.minus(escrow.authorised().min(wanted)).min(free());
        escrow.set(escrow.authorised().plus(missing), escrow.billable());
        authorise(missing);
        checkBook();
    }

    /// Takes a provider's row out of its lane and of what is authorised for `chain`; `held` of it stays in the pool.
    void bill(ChainName chain, Address provider, Funding.Part part, Amount held) {
        lane(provider).take(part.lane());
        var escrow = escrow(chain);
        var billable = escrow.billable().minus(part.paid()).minus(part.owed());
        escrow.set(escrow.authorised().minus(part.cover()), billable.plus(part.lane()));
        storage.subtract(field(3), part.paid());
        storage.add(field(5), held);
        storage.add(field(6), part.paid().minus(held));
        // Where a lane paid, there may be more money than is still billable.
        shrink(escrow, billable, billable);
        checkBook();
    }

    /// Adds what a row was billed without cover.
    void owe(Debts.Debt debt) {
        debts().add(debt);
        addFree(Amount.ZERO);
        checkBook();
    }

    /// Part of the oldest debt is paid out of what is set aside.
    void payDebt(Amount amount, Amount held) {
        debts().pay(amount);
        storage.subtract(field(4), amount);
        storage.add(field(5), held);
        storage.add(field(6), amount.minus(held));
        checkBook();
    }

    /// A provider gives back what a wrong entry cost: out of what is held, and from elsewhere. The reward for showing
    /// it
    /// goes out.
    void credit(Amount fromHeld, Amount returned, Amount reward) {
        storage.add(field(1), returned);
        storage.subtract(field(5), fromHeld);
        storage.add(field(6), reward);
        addFree(fromHeld.plus(returned).minus(reward));
        checkBook();
    }

    void release(Amount held) {
        storage.subtract(field(5), held);
        storage.add(field(6), held);
        checkBook();
    }

    private void authorise(Amount amount) {
        storage.subtract(field(2), amount);
        storage.add(field(3), amount);
    }

    /// Leaves at most `most` behind what may be billed. Returns the money that is too much.
    private Amount shrink(Escrow escrow, Amount most, Amount billable) {
        var kept = escrow.authorised().min(most);
        var freed = escrow.authorised().minus(kept);
        escrow.set(kept, billable);
        storage.subtract(field(3), freed);
        addFree(freed);
        return freed;
    }

    /// Whatever is free belongs to debts first.
    private void addFree(Amount amount) {
        storage.add(field(2), amount);
        var aside = debt().minus(owed()).min(free());
        storage.subtract(field(2), aside);
        storage.add(field(4), aside);
    }

    /// Rounded up.
    private static Amount share(Amount amount, int basisPoints) {
        return amount.minus(amount.basisPoints(WHOLE - basisPoints));
    }

    private void checkBook() {
        var sum =
                free().plus(authorised()).plus(owed()).plus(held()).plus(paid()).plus(withdrawn());
        Invariant.check(deposited().equals(sum), "a pool's book adds up");
    }
}
