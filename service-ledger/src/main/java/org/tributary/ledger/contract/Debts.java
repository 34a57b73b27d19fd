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

/// What a pool was billed and could not pay, the oldest first. Protocol §8.
final class Debts {
    private static final UInt256 QUEUES = Slots.at(5);
    private static final int WORDS = 4;

    private final Storage storage;
    private final UInt256 base;

    Debts(Accounts accounts, Hash pool) {
        this.storage = new Storage(accounts, Reserved.POOLS);
        this.base = Slots.entry(QUEUES, pool);
    }

    /// What is owed of one row.
    ///
    /// @param aggregator who gets the fee of it
    /// @param holdMillis until when its holdback waits at least
    record Debt(Address provider, Address aggregator, Amount amount, long holdMillis) {}

    /// What is owed in all.
    Amount total() {
        return storage.amount(base);
    }

    boolean isEmpty() {
        return storage.number(base.add(1)) == storage.number(base.add(2));
    }

    Debt oldest() {
        var slot = slot(storage.number(base.add(1)));
        return new Debt(
                storage.address(slot),
                storage.address(slot.add(1)),
                storage.amount(slot.add(2)),
                storage.number(slot.add(3)));
    }

    void add(Debt debt) {
        long end = storage.number(base.add(2));
        put(slot(end), debt);
        storage.number(base.add(2), end + 1);
        storage.add(base, debt.amount());
    }

    /// Part of the oldest is paid, or all of it.
    void pay(Amount amount) {
        long first = storage.number(base.add(1));
        storage.subtract(slot(first).add(2), amount);
        storage.subtract(base, amount);
        if (storage.amount(slot(first).add(2)).isZero()) {
            put(slot(first), new Debt(Address.ZERO, Address.ZERO, Amount.ZERO, 0));
            storage.number(base.add(1), first + 1);
        }
    }

    private void put(UInt256 slot, Debt debt) {
        storage.address(slot, debt.provider());
        storage.address(slot.add(1), debt.aggregator());
        storage.amount(slot.add(2), debt.amount());
        storage.number(slot.add(3), debt.holdMillis());
    }

    private UInt256 slot(long number) {
        return Slots.array(base).add(UInt256.valueOf(number).multiply(WORDS));
    }
}
