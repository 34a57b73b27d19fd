// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.bandwidth.rating.LargestRemainder;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;

/// Where the money for one pool's rows of a window comes from: each provider's lane first, then what the pool has
/// authorised for the chain, pro rata where that is too little. The parts sum exactly. Protocol §8.
final class Funding {
    private Funding() {}

    /// amount of a row = lane + cover + owed.
    ///
    /// @param lane from the provider's lane
    /// @param cover from what is authorised
    record Part(Amount lane, Amount cover, Amount owed) {
        Amount paid() {
            return lane.plus(cover);
        }
    }

    /// How much the rows take from what is authorised, if there is enough of it.
    static Amount wanted(List<RatingRow> rows, TreeMap<Address, Amount> lanes) {
        return new Amount(sum(beyondLanes(rows, lanes)));
    }

    /// @param lanes by provider, as they are before
    /// @param authorised for the chain
    /// @param rest of the same window and pool, in later messages; it gets its share of what is authorised
    static List<Part> of(List<RatingRow> rows, TreeMap<Address, Amount> lanes, Amount authorised, Amount rest) {
        var wanted = beyondLanes(rows, lanes);
        var cover = cover(wanted, authorised.units(), rest.units());
        var parts = new ArrayList<Part>();
        for (int i = 0; i < rows.size(); i++) {
            var covered = new Amount(cover.getOrDefault(i, BigInteger.ZERO));
            var beyond = new Amount(wanted.getOrDefault(i, BigInteger.ZERO));
            parts.add(new Part(rows.get(i).amount().minus(beyond), covered, beyond.minus(covered)));
        }
        return parts;
    }

    private static TreeMap<Integer, BigInteger> beyondLanes(List<RatingRow> rows, TreeMap<Address, Amount> lanes) {
        var left = new TreeMap<>(lanes);
        var beyond = new TreeMap<Integer, BigInteger>();
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var lane = left.getOrDefault(row.provider(), Amount.ZERO).min(row.amount());
            left.computeIfPresent(row.provider(), (provider, amount) -> amount.minus(lane));
            beyond.put(i, row.amount().minus(lane).units());
        }
        return beyond;
    }

    private static SortedMap<Integer, BigInteger> cover(
            TreeMap<Integer, BigInteger> wanted, BigInteger authorised, BigInteger rest) {
        var here = sum(wanted);
        var all = here.add(rest);
        return all.compareTo(authorised) <= 0 || here.signum() == 0
                ? wanted
                : LargestRemainder.divideWide(authorised.multiply(here).divide(all), wanted);
    }

    private static BigInteger sum(TreeMap<Integer, BigInteger> parts) {
        return parts.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    }
}
