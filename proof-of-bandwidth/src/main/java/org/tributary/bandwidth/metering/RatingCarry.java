// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import org.tributary.primitives.Amount;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// What rounding leaves over for one billing key.
///
/// Tickets give up reservations in whole smallest units, rounded up; rows take them rounded down. What lies between is
/// held here: `held × perUnits = remainder + surplus + Σ excess of the key's open tickets`, always.
///
/// @param remainder owed but below one smallest unit, in units times price; below `perUnits`
/// @param surplus what dropped tickets gave up beyond their cost, likewise; below `perUnits`
/// @param held smallest units of the pool's cover that stand behind it
record RatingCarry(long remainder, long surplus, Amount held) {
    static final RatingCarry NONE = new RatingCarry(0, 0, Amount.ZERO);

    void write(RlpListWriter list) {
        list.number(remainder).number(surplus).amount(held);
    }

    static RatingCarry read(RlpListReader list) {
        return new RatingCarry(list.number(), list.number(), list.amount());
    }
}
