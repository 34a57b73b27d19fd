// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import org.tributary.primitives.Amount;

/// Where the billed money went: billed = paid + fees + burned + held + unsettled.
///
/// @param held from young providers, as it was when their rows settled
/// @param unsettled what main refused to settle, with a reason in its log, or what a pool owed for want of cover
public record BillTotals(Amount billed, Amount paid, Amount fees, Amount burned, Amount held, Amount unsettled) {
    static final BillTotals NONE =
            new BillTotals(Amount.ZERO, Amount.ZERO, Amount.ZERO, Amount.ZERO, Amount.ZERO, Amount.ZERO);

    BillTotals plus(BillTotals other) {
        return new BillTotals(
                billed.plus(other.billed),
                paid.plus(other.paid),
                fees.plus(other.fees),
                burned.plus(other.burned),
                held.plus(other.held),
                unsettled.plus(other.unsettled));
    }

    /// Compared as plain numbers: a forged log may name sums beyond every amount.
    boolean adds() {
        var sum = paid.units()
                .add(fees.units())
                .add(burned.units())
                .add(held.units())
                .add(unsettled.units());
        return sum.equals(billed.units());
    }
}
