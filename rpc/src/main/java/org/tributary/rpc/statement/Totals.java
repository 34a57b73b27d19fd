// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.statement;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.proof.RejectionCount;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.primitives.Amount;

/// Sums over closed windows.
///
/// @param receipts accepted ones, each of them provable
/// @param rejections refused entries by reason
public record Totals(
        long windows, long rows, long receipts, long units, Amount billed, SortedMap<Rejection, Long> rejections) {
    public static final Totals NONE = new Totals(0, 0, 0, 0, Amount.ZERO, new TreeMap<>());

    public Totals {
        rejections = Collections.unmodifiableSortedMap(new TreeMap<>(rejections));
    }

    public Totals plus(WindowRecord window) {
        long addedReceipts = 0;
        long addedUnits = 0;
        var amount = billed;
        for (var line : BillLine.of(window)) {
            addedReceipts = Math.addExact(addedReceipts, line.receipts());
            addedUnits = Math.addExact(addedUnits, line.units());
            amount = amount.plus(line.amount());
        }
        var counts = new TreeMap<>(rejections);
        for (RejectionCount count : window.proof().rejections()) {
            counts.merge(count.rejection(), count.count(), Math::addExact);
        }
        return new Totals(
                windows + 1,
                rows + window.proof().rows().size(),
                Math.addExact(receipts, addedReceipts),
                Math.addExact(units, addedUnits),
                amount,
                counts);
    }
}
