// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.statement;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.ledger.view.MeteringView;
import org.tributary.primitives.Hash;

/// Finds the billing profile behind a bill line: lines name it by its hash, and the opening of any ticket that was
/// billed on
/// the line has it in full.
public final class Profiles {
    /// DApps have few billing profiles each.
    private static final int IN_MEMORY = 1_000;

    private static final long MONTHS = 12;

    private final MeteringView view;
    private final Map<Hash, BillingProfile> known = new LinkedHashMap<>();

    public Profiles(MeteringView view) {
        this.view = view;
    }

    /// Nothing where the openings are not kept any more.
    public synchronized Optional<BillingProfile> of(BillLine line) {
        var hash = line.key().profile();
        var card = known.get(hash);
        if (card != null) {
            return Optional.of(card);
        }
        var found = search(line);
        if (known.size() < IN_MEMORY) {
            found.ifPresent(price -> known.put(hash, price));
        }
        return found;
    }

    /// The period of one of the line's ratings: a month such as `2026-11`, or a day such as `2026-11-22`, of the
    /// profile's
    /// calendar; its bare number where the profile is not kept any more.
    public String period(BillLine line, RatingRow rating) {
        long number = rating.key().period();
        return of(line).map(profile -> period(profile.mode(), number)).orElseGet(() -> "number " + number);
    }

    private static String period(BillingMode mode, long number) {
        return mode.isMonthly()
                ? YearMonth.of(Math.toIntExact(number / MONTHS), (int) (number % MONTHS) + 1)
                        .toString()
                : LocalDate.ofEpochDay(number).toString();
    }

    private Optional<BillingProfile> search(BillLine line) {
        return view.leaves(line.window()).stream()
                .filter(row -> row.row().key().equals(line.key()))
                .flatMap(row -> row.leaves().stream())
                .limit(1)
                .flatMap(leaf -> view.opening(leaf.ticket()).stream())
                .map(Opening::profile)
                .filter(card -> card.hash().equals(line.key().profile()))
                .findFirst();
    }
}
