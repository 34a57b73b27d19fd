// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.util.Optional;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.bandwidth.challenge.WindowRoots;
import org.tributary.genesis.BucketRules;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.execution.Storage;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;

/// What main keeps of one service chain's windows: each root, and when it was settled.
final class SettledWindows {
    private static final UInt256 WINDOWS = Slots.at(1);
    /// A demand has this part of the challenge time to be answered in.
    private static final int ANSWER_PART = 4;

    private final Accounts accounts;
    private final Storage storage;
    private final UInt256 base;
    private final BucketRules buckets;

    SettledWindows(ChainSpec spec, Accounts accounts, ChainName chain) {
        this.accounts = accounts;
        this.storage = new Storage(accounts, Reserved.SETTLEMENT);
        this.base = Slots.entry(WINDOWS, chain);
        this.buckets = spec.serviceChain(chain).buckets();
    }

    /// The first message of a window counts.
    void settled(long window, Hash root, long nowMillis) {
        var slot = Slots.entry(base, window);
        if (storage.number(slot.add(1)) == 0) {
            storage.hash(slot, root);
            storage.number(slot.add(1), nowMillis);
            new Expiry(accounts, nowMillis).add(Expiry.Kept.WINDOW, slot, nowMillis + challengeMillis());
        }
    }

    /// As [Challenges#WINDOW] returns it.
    AbiValue[] describe(long window) {
        var slot = Slots.entry(base, window);
        long settled = storage.number(slot.add(1));
        long until = settled == 0 ? 0 : settled + challengeMillis();
        return new AbiValue[] {
            AbiValue.of(storage.hash(slot)),
            AbiValue.of(settled),
            AbiValue.of(settled == 0 ? 0 : until - answerMillis()),
            AbiValue.of(until)
        };
    }

    private static long challengeMillis(BucketRules buckets) {
        return Math.multiplyExact(buckets.challengeBuckets(), buckets.bucketMillis());
    }

    static long answerMillis(BucketRules buckets) {
        return challengeMillis(buckets) / ANSWER_PART;
    }

    long challengeMillis() {
        return challengeMillis(buckets);
    }

    long answerMillis() {
        return answerMillis(buckets);
    }

    /// How long what was demanded or credited is remembered: of a window that was settled when it was, all is over by
    /// then.
    long memoryMillis() {
        return Math.multiplyExact(2, challengeMillis());
    }

    /// The roots that may be challenged for at least `leftMillis` from now.
    WindowRoots open(long nowMillis, long leftMillis) {
        return window -> {
            var slot = Slots.entry(base, window);
            long settled = storage.number(slot.add(1));
            boolean open = settled != 0 && nowMillis + leftMillis <= settled + challengeMillis();
            return open ? Optional.of(storage.hash(slot)) : Optional.empty();
        };
    }
}
