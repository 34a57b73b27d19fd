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

/// What one provider has held back in one pool, in all. A credit note takes a number from here, and the holdbacks that
/// are released after it make it up.
final class HeldByPool {
    private static final UInt256 HELD = Slots.at(3);

    private final Storage storage;
    private final UInt256 base;

    HeldByPool(Accounts accounts, Address provider, Hash pool) {
        this.storage = new Storage(accounts, Reserved.SETTLEMENT);
        this.base = Slots.entry(Slots.entry(HELD, provider), pool);
    }

    Amount amount() {
        return storage.amount(base);
    }

    void add(Amount amount) {
        storage.add(base, amount);
    }

    void seize(Amount amount) {
        storage.subtract(base, amount);
        storage.add(base.add(1), amount);
    }

    /// A holdback's time has come. Returns what is left of it.
    Amount release(Amount amount) {
        var gone = amount.min(storage.amount(base.add(1)));
        storage.subtract(base.add(1), gone);
        var left = amount.minus(gone);
        storage.subtract(base, left);
        return left;
    }
}
