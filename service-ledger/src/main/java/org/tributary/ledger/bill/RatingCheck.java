// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.merge.WindowTicket;
import org.tributary.bandwidth.metering.MemoryCells;
import org.tributary.bandwidth.metering.Shares;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.proof.RatingKey;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.bandwidth.rating.Rated;

/// Rates a bill's receipts anew, scope by scope and period by period, as the chain has to. Protocol §8.
final class RatingCheck {
    private final MeteringRules rules;
    private final TreeMap<RatingKey, Rated> open = new TreeMap<>();
    private final Shares shares = new Shares(new MemoryCells());

    RatingCheck(MeteringRules rules) {
        this.rules = rules;
    }

    /// Counts what the window at hand has of a ticket.
    void count(WindowTicket ticket) {
        var opened = ticket.opened();
        var profile = opened.profile();
        var calendar = profile.calendar(rules.bucketMillis());
        ticket.units().forEach((bucket, units) -> {
            var period = calendar.period(bucket, profile.mode().isMonthly());
            var key = RatingKey.of(opened.billingKey(), profile, period);
            open.computeIfAbsent(key, _ -> Rated.start(profile, calendar, period))
                    .accrual()
                    .count(bucket, units);
            shares.count(key, opened.ticket().provider(), units);
        });
    }

    /// Why the window's ratings are not what is owed once its receipts are counted.
    Optional<String> refusal(ProofOfBandwidth proof) {
        var owed = new ArrayList<RatingRow>();
        open.forEach((key, rated) -> {
            var more = isPast(rated, proof) ? rated.close() : rated.bill();
            shares.divide(key, more).forEach(part -> owed.add(RatingRow.of(key, rated, part, rules)));
        });
        open.entrySet().removeIf(scope -> {
            boolean past = isPast(scope.getValue(), proof);
            if (past) {
                shares.drop(scope.getKey());
            }
            return past;
        });
        return difference(owed, proof.ratings());
    }

    private boolean isPast(Rated rated, ProofOfBandwidth proof) {
        return rules.acceptanceEnd(rated.last()).isBefore(proof.first());
    }

    private static Optional<String> difference(List<RatingRow> owed, List<RatingRow> rated) {
        for (int i = 0; i < Math.min(owed.size(), rated.size()); i++) {
            if (!owed.get(i).equals(rated.get(i))) {
                return Optional.of("rating " + i + " is " + rated.get(i) + " and comes to " + owed.get(i));
            }
        }
        return owed.size() == rated.size()
                ? Optional.empty()
                : Optional.of("the window has " + rated.size() + " ratings, its receipts come to " + owed.size());
    }
}
