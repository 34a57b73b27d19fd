// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.execution.Storage;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;

/// What a provider laid down to answer for its entries.
final class ProviderBond {
    private static final UInt256 BONDS = Slots.at(0);

    private final Storage storage;
    private final UInt256 base;

    ProviderBond(Accounts accounts, Address provider) {
        this.storage = new Storage(accounts, Reserved.CHALLENGES);
        this.base = Slots.entry(BONDS, provider);
    }

    Amount amount() {
        return storage.amount(base);
    }

    /// From when on it may be taken back; 0 while the provider did not ask for that.
    long endsMillis() {
        return storage.number(base.add(1));
    }

    void add(Amount amount) {
        storage.add(base, amount);
        storage.number(base.add(1), 0);
    }

    void ends(long millis) {
        storage.number(base.add(1), millis);
    }

    void take(Amount amount) {
        storage.subtract(base, amount);
    }
}
