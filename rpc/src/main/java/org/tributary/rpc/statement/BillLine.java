// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.statement;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.bandwidth.proof.UsageRow;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.primitives.Amount;

/// One line of a bill: what was used under one billing key in a window, and what was owed more for it
/// then.
///
/// @param row nothing where only the end of a period, or another provider's usage, made the amount due
public record BillLine(long window, BillingKey key, Optional<UsageRow> row, Amount amount) {
    /// In the order of the keys.
    public static List<BillLine> of(WindowRecord window) {
        var proof = window.proof();
        var lines = new TreeMap<BillingKey, BillLine>();
        proof.rows()
                .forEach(row ->
                        lines.put(row.key(), new BillLine(window.number(), row.key(), Optional.of(row), Amount.ZERO)));
        for (var rating : proof.ratings()) {
            var rated = rating.key();
            var key = new BillingKey(rated.pool(), rating.provider(), rated.kind(), rated.profile());
            lines.merge(
                    key,
                    new BillLine(window.number(), key, Optional.empty(), rating.amount()),
                    (line, owed) -> line.plus(owed.amount()));
        }
        return List.copyOf(lines.values());
    }

    public long units() {
        return row.map(UsageRow::units).orElse(0L);
    }

    public long receipts() {
        return row.map(UsageRow::receipts).orElse(0L);
    }

    private BillLine plus(Amount more) {
        return new BillLine(window, key, row, amount.plus(more));
    }
}
