// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.execution.Storage;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;

/// What one provider has held back, the earliest to be released first: a binary heap in storage, because a ranked
/// bill's
/// parts wait for its close and others do not.
final class Holdbacks {
    private static final int WORDS = 3;

    private final Storage storage;
    private final UInt256 count;

    /// @param count the slot that counts the entries, which stand behind it as a Solidity array's do
    Holdbacks(Storage storage, UInt256 count) {
        this.storage = storage;
        this.count = count;
    }

    /// A part of a payout that waits.
    record Holdback(Hash pool, Amount amount, long releaseMillis) {}

    long size() {
        return storage.number(count);
    }

    /// The one that is released next; of an empty heap, nothing is.
    Holdback first() {
        return at(0);
    }

    void add(Holdback holdback) {
        long place = size();
        storage.number(count, place + 1);
        while (place > 0) {
            long parent = (place - 1) / 2;
            var above = at(parent);
            if (above.releaseMillis() <= holdback.releaseMillis()) {
                break;
            }
            put(place, above);
            place = parent;
        }
        put(place, holdback);
    }

    void removeFirst() {
        long last = size() - 1;
        var moved = at(last);
        put(last, new Holdback(Hash.ZERO, Amount.ZERO, 0));
        storage.number(count, last);
        if (last > 0) {
            sink(moved, last);
        }
    }

    private void sink(Holdback moved, long size) {
        long place = 0;
        while (2 * place + 1 < size) {
            long child = 2 * place + 1;
            if (child + 1 < size && at(child + 1).releaseMillis() < at(child).releaseMillis()) {
                child++;
            }
            var below = at(child);
            if (moved.releaseMillis() <= below.releaseMillis()) {
                break;
            }
            put(place, below);
            place = child;
        }
        put(place, moved);
    }

    private Holdback at(long place) {
        var slot = slot(place);
        return new Holdback(storage.hash(slot), storage.amount(slot.add(1)), storage.number(slot.add(2)));
    }

    private void put(long place, Holdback holdback) {
        var slot = slot(place);
        storage.hash(slot, holdback.pool());
        storage.amount(slot.add(1), holdback.amount());
        storage.number(slot.add(2), holdback.releaseMillis());
    }

    private UInt256 slot(long place) {
        return Slots.array(count).add(WORDS * place);
    }
}
