// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.Optional;
import java.util.TreeMap;
import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.bandwidth.rating.BillingProfile;

/// Rates every row of a bill anew: rounded down once per row, the remainder carried to the key's next row. Protocol
/// §7.8.
final class RatingCheck {
    private final TreeMap<BillingKey, Long> remainders = new TreeMap<>();

    /// Why `rating` is not what the key owes for this window.
    Optional<String> take(RatingRow rating, BillingProfile card) {
        var rated = card.rate(rating.units(), remainders.getOrDefault(rating.key(), 0L));
        if (!rated.amount().equals(rating.amount().units())) {
            return Optional.of("the row is rated " + rating.amount() + " and comes to " + rated.amount());
        }
        remainders.put(rating.key(), rated.remainder());
        return Optional.empty();
    }
}
