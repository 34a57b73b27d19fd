// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.execution.Storage;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;

/// What was billed for one provider, and where it went: billed = paid + fees + burned + held + owed + credited,
/// after every step.
///
/// The book of [Address#ZERO] is that of all providers together.
final class PayoutBook {
    private static final UInt256 BOOKS = Slots.at(0);

    private final Storage storage;
    private final UInt256 base;

    PayoutBook(Accounts accounts, Address provider) {
        this.storage = new Storage(accounts, Reserved.SETTLEMENT);
        this.base = Slots.entry(BOOKS, provider);
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

    /// Billed to pools that had no cover for it.
    Amount owed() {
        return storage.amount(base.add(7));
    }

    /// Taken back by credit notes.
    Amount credited() {
        return storage.amount(base.add(8));
    }

    void creditHeld(Amount amount) {
        storage.subtract(base.add(4), amount);
        storage.add(base.add(8), amount);
    }

    void creditDue(Amount amount) {
        storage.subtract(base.add(5), amount);
        creditPaid(amount);
    }

    void creditPaid(Amount amount) {
        storage.subtract(base.add(1), amount);
        storage.add(base.add(8), amount);
    }

    void owe(Amount amount) {
        storage.add(base, amount);
        storage.add(base.add(7), amount);
    }

    /// What was owed is billed anew, to be paid.
    void settleOwed(Amount amount) {
        storage.subtract(base, amount);
        storage.subtract(base.add(7), amount);
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

    void addDue(Amount amount) {
        storage.add(base.add(5), amount);
    }

    void collected() {
        storage.amount(base.add(5), Amount.ZERO);
    }

    Holdbacks holdbacks() {
        return new Holdbacks(storage, base.add(6));
    }
}
