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

/// Money of a pool that is guaranteed to one provider: its rows are paid from here first. Protocol §8.
///
/// It is part of what the pool has authorised, and of no service chain's cover.
final class Lane {
    private static final UInt256 LANES = Slots.at(4);

    private final Storage storage;
    private final UInt256 base;

    Lane(Accounts accounts, Hash pool, Address provider) {
        this.storage = new Storage(accounts, Reserved.POOLS);
        this.base = Slots.entry(Slots.entry(LANES, pool), provider);
    }

    Amount amount() {
        return storage.amount(base);
    }

    /// From when on the owner may take it back; 0 while nobody has asked for that.
    long endsMillis() {
        return storage.number(base.add(1));
    }

    void add(Amount amount) {
        storage.add(base, amount);
        storage.number(base.add(1), 0);
    }

    void take(Amount amount) {
        storage.subtract(base, amount);
    }

    void ends(long millis) {
        storage.number(base.add(1), millis);
    }
}
