// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.execution.Storage;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;

/// What one service chain may bill to one pool, and the money that stands behind it.
final class Escrow {
    private static final UInt256 ESCROWS = Slots.at(1);

    private final Storage storage;
    private final UInt256 base;

    Escrow(Storage storage, Hash pool, ChainName chain) {
        this.storage = storage;
        this.base = Slots.entry(Slots.entry(ESCROWS, pool), chain);
    }

    /// The money; at most [#billable].
    Amount authorised() {
        return storage.amount(base);
    }

    /// What the chain may still bill.
    Amount billable() {
        return authorised().plus(storage.amount(base.add(1)));
    }

    /// What the owner wants back of it and has not got yet; bills may have taken it since.
    Amount recalled() {
        return storage.amount(base.add(2));
    }

    /// What the chain may bill and is not recalled.
    Amount recallable() {
        var billable = billable();
        return billable.minus(recalled().min(billable));
    }

    void set(Amount authorised, Amount billable) {
        storage.amount(base, authorised);
        storage.amount(base.add(1), billable.minus(authorised));
    }

    void recall(Amount amount) {
        storage.add(base.add(2), amount);
    }

    void recallDone(Amount amount) {
        storage.subtract(base.add(2), recalled().min(amount));
    }
}
