// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.execution.Storage;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;

/// Words that main drops once nothing can be challenged by them any more, in two queues: what is kept for some
/// challenge
/// times would wait behind what is kept for months. Whoever adds one drops two, so the queues follow the load.
final class Expiry {
    /// Beside what additions drop, a block drops so many of each queue: an idle chain comes to its end, too.
    private static final int DROPPED_BY_A_BLOCK = 16;

    private static final int DROPPED_BY_AN_ADDITION = 2;
    private static final int CODES = 8;
    private static final UInt256 SOON = Slots.at(6);
    private static final UInt256 LATE = Slots.at(8);

    private final Accounts accounts;
    private final Storage storage;
    private final long nowMillis;

    Expiry(Accounts accounts, long nowMillis) {
        this.accounts = accounts;
        this.storage = new Storage(accounts, Reserved.CHALLENGES);
        this.nowMillis = nowMillis;
    }

    /// What is kept, and where.
    ///
    /// @param words from its slot on
    enum Kept {
        WINDOW(SOON, Reserved.SETTLEMENT, 2),
        RAISED(SOON, Reserved.CHALLENGES, 1),
        CREDITED(SOON, Reserved.CHALLENGES, 1),
        /// Its last word says until when, since it rises.
        SCOPE(LATE, Reserved.SETTLEMENT, Scopes.WORDS);

        private final UInt256 queue;
        private final Address owner;
        private final int words;

        Kept(UInt256 queue, Address owner, int words) {
            this.queue = queue;
            this.owner = owner;
            this.words = words;
        }
    }

    /// @param untilMillis the last moment at which it is needed
    void add(Kept kept, UInt256 slot, long untilMillis) {
        drop(kept.queue, DROPPED_BY_AN_ADDITION);
        put(kept, slot, untilMillis);
    }

    /// Called once a block.
    void drop() {
        drop(SOON, DROPPED_BY_A_BLOCK);
        drop(LATE, DROPPED_BY_A_BLOCK);
    }

    private void put(Kept kept, UInt256 slot, long untilMillis) {
        long end = storage.number(kept.queue.add(1));
        var entry = Slots.entry(kept.queue, end);
        storage.hash(entry, new Hash(slot));
        storage.number(entry.add(1), Math.addExact(Math.multiplyExact(untilMillis, CODES), kept.ordinal()));
        storage.number(kept.queue.add(1), end + 1);
    }

    private void drop(UInt256 queue, int most) {
        long end = storage.number(queue.add(1));
        long first = storage.number(queue);
        long next = first;
        while (next < end && next - first < most) {
            var entry = Slots.entry(queue, next);
            long noted = storage.number(entry.add(1));
            if (noted / CODES >= nowMillis) {
                break;
            }
            var slot = UInt256.fromBytes(storage.hash(entry).bytes());
            storage.hash(entry, Hash.ZERO);
            storage.number(entry.add(1), 0);
            drop(Kept.values()[(int) (noted % CODES)], slot);
            next++;
        }
        if (next > first) {
            storage.number(queue, next);
        }
    }

    private void drop(Kept kept, UInt256 slot) {
        var theirs = new Storage(accounts, kept.owner);
        long until = kept == Kept.SCOPE ? theirs.number(slot.add(kept.words - 1L)) : 0;
        if (until >= nowMillis) {
            put(kept, slot, until);
            return;
        }
        for (int word = 0; word < kept.words; word++) {
            theirs.number(slot.add(word), 0);
        }
    }
}
