// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.math.BigInteger;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.bandwidth.challenge.Finding;
import org.tributary.bandwidth.proof.RatingKey;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.ledger.execution.Accounts;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.execution.Slots;
import org.tributary.ledger.execution.Storage;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.Keccak;

/// What each rated scope came to, as its rows settled: enough to say what one entry of it cost. ADR 0017.
final class Scopes {
    /// Units and amount that were billed, units and amount that were credited, until when all of it is kept.
    static final int WORDS = 5;

    private static final UInt256 SCOPES = Slots.at(2);
    private static final int UNTIL = WORDS - 1;

    private final Accounts accounts;
    private final Storage storage;
    private final ChainName chain;

    Scopes(Accounts accounts, ChainName chain) {
        this.accounts = accounts;
        this.storage = new Storage(accounts, Reserved.SETTLEMENT);
        this.chain = chain;
    }

    /// What an entry cost, and whom to ask for it.
    ///
    /// @param scope where it was billed
    record Charge(Hash scope, long units, Amount amount) {}

    /// @param keptMillis how long from now on it is needed
    void settled(RatingRow row, long nowMillis, long keptMillis) {
        var slot = slot(id(row.key()));
        long until = Math.addExact(nowMillis, keptMillis);
        if (storage.number(slot.add(UNTIL)) == 0) {
            new Expiry(accounts, nowMillis).add(Expiry.Kept.SCOPE, slot, until);
        }
        storage.number(slot.add(UNTIL), until);
        storage.add(slot, Amount.of(row.units()));
        storage.add(slot.add(1), row.amount());
    }

    /// What the scope's bill is less without the units.
    Charge charge(Finding.Proved proved, BillingProfile profile, long bucketMillis) {
        var period = profile.calendar(bucketMillis)
                .period(proved.bucket(), profile.mode().isMonthly());
        var scope = id(RatingKey.of(proved.key(), profile, period));
        var all = storage.amount(slot(scope)).units();
        var left = all.subtract(storage.amount(slot(scope).add(2)).units());
        var units = BigInteger.valueOf(proved.units()).min(left);
        var billed = storage.amount(slot(scope).add(1)).units();
        BigInteger cost;
        if (profile.mode().isRanked()) {
            cost = share(billed, units, all);
        } else {
            boolean closed = billed.compareTo(profile.leastCost(all)) > 0;
            cost = cost(profile, closed, left).subtract(cost(profile, closed, left.subtract(units)));
        }
        return new Charge(scope, units.longValueExact(), credited(scope, new Amount(cost.max(BigInteger.ZERO))));
    }

    /// All samples would have to be known to rank them again: here an entry costs what its units are of the whole.
    private static BigInteger share(BigInteger billed, BigInteger units, BigInteger all) {
        return all.signum() == 0 ? BigInteger.ZERO : billed.multiply(units).divide(all);
    }

    /// @param closed whether the period's end has been billed
    private static BigInteger cost(BillingProfile profile, boolean closed, BigInteger units) {
        return closed ? profile.cost(units) : profile.leastCost(units);
    }

    /// As much of the amount as was billed and not credited yet.
    private Amount credited(Hash scope, Amount amount) {
        var slot = slot(scope);
        return amount.min(storage.amount(slot.add(1)).minus(storage.amount(slot.add(3))));
    }

    /// Returns the amount that is credited now: others may have been since the charge was made.
    Amount credit(Charge charge) {
        var slot = slot(charge.scope());
        var amount = credited(charge.scope(), charge.amount());
        storage.add(slot.add(2), Amount.of(charge.units()));
        storage.add(slot.add(3), amount);
        return amount;
    }

    private Hash id(RatingKey key) {
        return Keccak.hash(Slots.word(chain), key.encode());
    }

    private static UInt256 slot(Hash scope) {
        return Slots.entry(SCOPES, scope);
    }
}
