// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.execution.Storage;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;

/// One provider in the registry. Its payee is apart from its own key, and changes under a time lock.
final class ProviderEntry {
    private static final UInt256 PROVIDERS = Slots.at(1);

    private final Storage storage;
    private final UInt256 base;

    ProviderEntry(Accounts accounts, Address provider) {
        this.storage = new Storage(accounts, Reserved.REGISTRY);
        this.base = Slots.entry(PROVIDERS, provider);
    }

    boolean exists() {
        return sinceMillis() != 0;
    }

    /// Block time of the registration; 0 where there was none.
    long sinceMillis() {
        return storage.number(base);
    }

    Address payee(long nowMillis) {
        boolean changed = nextFromMillis() != 0 && nextFromMillis() <= nowMillis;
        return changed ? nextPayee() : storage.address(base.add(1));
    }

    Hash label() {
        return storage.hash(base.add(2));
    }

    /// The last payee that was asked for; the zero address where none was, or it was undone.
    Address nextPayee() {
        return storage.address(base.add(3));
    }

    /// From when on [#nextPayee] counts; 0 where there is none.
    long nextFromMillis() {
        return storage.number(base.add(4));
    }

    void register(long nowMillis, Address payee, Hash label) {
        storage.number(base, nowMillis);
        storage.address(base.add(1), payee);
        storage.hash(base.add(2), label);
    }

    void changePayee(long nowMillis, Address payee, long fromMillis) {
        storage.address(base.add(1), payee(nowMillis));
        storage.address(base.add(3), payee);
        storage.number(base.add(4), fromMillis);
    }

    void keepPayee() {
        storage.address(base.add(3), Address.ZERO);
        storage.number(base.add(4), 0);
    }
}
