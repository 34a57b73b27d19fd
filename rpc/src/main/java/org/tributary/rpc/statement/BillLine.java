// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.statement;

import java.util.List;
import java.util.stream.IntStream;
import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.bandwidth.proof.UsageRow;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Invariant;

/// One line of a bill: a window's usage row, and what it costs.
public record BillLine(long window, UsageRow row, Amount amount) {
    public BillingKey key() {
        return row.key();
    }

    /// In the order of the window's rows.
    public static List<BillLine> of(WindowRecord window) {
        var rows = window.proof().rows();
        var ratings = window.proof().ratings();
        Invariant.check(rows.size() == ratings.size(), "every row of a window is rated");
        return IntStream.range(0, rows.size())
                .mapToObj(i -> {
                    Invariant.check(
                            rows.get(i).key().equals(ratings.get(i).key()), "rows and ratings have the same keys");
                    return new BillLine(
                            window.number(), rows.get(i), ratings.get(i).amount());
                })
                .toList();
    }
}
