// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.execution.Storage;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;

/// What was billed for one provider, and where it went: billed = paid + fees + burned + held, after every step.
///
/// The book of [Address#ZERO] is that of all providers together.
final class PayoutBook {
    private static final UInt256 BOOKS = Slots.at(0);
    private static final UInt256 HOLDBACKS = Slots.at(1);

    private final Storage storage;
    private final UInt256 base;
    private final UInt256 holdbacks;

    PayoutBook(Accounts accounts, Address provider) {
        this.storage = new Storage(accounts, Reserved.SETTLEMENT);
        this.base = Slots.entry(BOOKS, provider);
        this.holdbacks = Slots.entry(HOLDBACKS, provider);
    }

    static PayoutBook ofAll(Accounts accounts) {
        return new PayoutBook(accounts, Address.ZERO);
    }

    Amount billed() {
        return storage.amount(base);
    }

    /// The provider's own, whether it has been collected yet or not.
    Amount paid() {
        return storage.amount(base.add(1));
    }

    /// To aggregators.
    Amount fees() {
        return storage.amount(base.add(2));
    }

    Amount burned() {
        return storage.amount(base.add(3));
    }

    Amount held() {
        return storage.amount(base.add(4));
    }

    /// The part of [#paid] that has not been sent to the payee yet.
    Amount due() {
        return storage.amount(base.add(5));
    }

    void bill(Split split) {
        storage.add(base, split.billed());
        storage.add(base.add(1), split.paid());
        storage.add(base.add(2), split.fee());
        storage.add(base.add(3), split.burned());
        storage.add(base.add(4), split.held());
    }

    void release(Amount amount) {
        storage.subtract(base.add(4), amount);
        storage.add(base.add(1), amount);
    }

    void owe(Amount amount) {
        storage.add(base.add(5), amount);
    }

    void collected() {
        storage.amount(base.add(5), Amount.ZERO);
    }

    /// A part of a payout that waits.
    record Holdback(Hash pool, Amount amount, long releaseMillis) {}

    void hold(Holdback holdback) {
        long last = storage.number(base.add(7));
        var entry = Slots.entry(holdbacks, last);
        storage.hash(entry, holdback.pool());
        storage.amount(entry.add(1), holdback.amount());
        storage.number(entry.add(2), holdback.releaseMillis());
        storage.number(base.add(7), last + 1);
    }

    boolean hasHoldback() {
        return storage.number(base.add(6)) < storage.number(base.add(7));
    }

    /// The oldest that waits.
    Holdback oldest() {
        var entry = Slots.entry(holdbacks, storage.number(base.add(6)));
        return new Holdback(storage.hash(entry), storage.amount(entry.add(1)), storage.number(entry.add(2)));
    }

    void dropOldest() {
        long first = storage.number(base.add(6));
        var entry = Slots.entry(holdbacks, first);
        storage.hash(entry, Hash.ZERO);
        storage.amount(entry.add(1), Amount.ZERO);
        storage.number(entry.add(2), 0);
        storage.number(base.add(6), first + 1);
    }
}
