// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.bandwidth.proof.UsageRow;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.primitives.Amount;

/// One line of a bill: what was used under one billing key in a window, and what was owed more for it
/// then.
///
/// @param row nothing where only the end of a period, or another provider's usage, made the amount due
/// @param ratings what is owed, by period
public record BillLine(long window, BillingKey key, Optional<UsageRow> row, List<RatingRow> ratings) {
    public BillLine {
        ratings = List.copyOf(ratings);
    }

    /// In the order of the keys.
    public static List<BillLine> of(WindowRecord window) {
        var proof = window.proof();
        var lines = new TreeMap<BillingKey, BillLine>();
        proof.rows()
                .forEach(row ->
                        lines.put(row.key(), new BillLine(window.number(), row.key(), Optional.of(row), List.of())));
        for (var rating : proof.ratings()) {
            var rated = rating.key();
            var key = new BillingKey(rated.pool(), rating.provider(), rated.kind(), rated.profile());
            lines.merge(
                    key,
                    new BillLine(window.number(), key, Optional.empty(), List.of(rating)),
                    (line, owed) -> line.plus(rating));
        }
        return List.copyOf(lines.values());
    }

    public long units() {
        return row.map(UsageRow::units).orElse(0L);
    }

    public long receipts() {
        return row.map(UsageRow::receipts).orElse(0L);
    }

    public Amount amount() {
        return ratings.stream().map(RatingRow::amount).reduce(Amount.ZERO, Amount::plus);
    }

    private BillLine plus(RatingRow rating) {
        var more = new ArrayList<>(ratings);
        more.add(rating);
        return new BillLine(window, key, row, more);
    }
}
