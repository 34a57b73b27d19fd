// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Invariant;

/// Turns a row's units into money: rounded down once per row, the remainder carried to the key's next row. Protocol
/// §7.8.
record Rating(MeteringState state) {
    RatingRow rate(BillingKey key, RowDraft row) {
        var carry = state.carries.get(key.encode()).orElse(RatingCarry.NONE);
        var rated = row.priceCard.rate(row.units(), carry.remainder());
        var amount = new Amount(rated.amount());

        var held = carry.held().plus(row.givenUp());
        Invariant.check(!held.isLessThan(amount), "no rating exceeds what is reserved for it");
        state.carries.put(key.encode(), new RatingCarry(rated.remainder(), carry.surplus(), held.minus(amount)));
        var pool = state.pools.require(key.pool().bytes(), "the pool of a row");
        state.pools.put(key.pool().bytes(), pool.bill(amount));
        return new RatingRow(key, row.units(), amount);
    }
}
