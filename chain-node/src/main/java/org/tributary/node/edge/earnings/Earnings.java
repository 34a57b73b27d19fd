// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.earnings;

import java.math.BigInteger;

/// Money in the smallest unit; of a day, parts may be below zero: what was held back yesterday is settled
/// today.
///
/// @param earned billed for this provider by the service chains
/// @param settled the provider's own, on main
/// @param unsettled billed, and not paid by main yet
/// @param fees to the aggregator, and burned
/// @param held back for a while from young providers
public record Earnings(BigInteger earned, BigInteger settled, BigInteger unsettled, BigInteger fees, BigInteger held) {
    public static final Earnings NONE =
            new Earnings(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    public boolean addsUp() {
        return earned.equals(settled.add(unsettled).add(fees).add(held));
    }

    public Earnings since(Earnings before) {
        return new Earnings(
                earned.subtract(before.earned),
                settled.subtract(before.settled),
                unsettled.subtract(before.unsettled),
                fees.subtract(before.fees),
                held.subtract(before.held));
    }
}
