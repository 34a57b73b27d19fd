// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import java.math.BigInteger;
import java.util.List;
import org.tributary.primitives.Amount;

/// What a quantity costs: tiers up to the commitment, the burst price above it. All costs are rounded
/// down.
///
/// @param wholeQuantity whether the tier that a quantity reaches prices all of it; else each tier
///     prices its own part
/// @param tiers rising; the first begins at 0
/// @param commitment charged at least, in priced units; 0 for none
/// @param burstPrice for one priced unit above the commitment; without one it is not used
public record Tariff(boolean wholeQuantity, List<Tier> tiers, long commitment, Amount burstPrice) {
    public static final int MAX_TIERS = 16;

    public Tariff {
        tiers = List.copyOf(tiers);
        require(!tiers.isEmpty() && tiers.size() <= MAX_TIERS, "a tariff has 1 to " + MAX_TIERS + " tiers");
        require(tiers.getFirst().from() == 0, "the first tier begins at 0");
        for (int i = 1; i < tiers.size(); i++) {
            require(tiers.get(i).from() > tiers.get(i - 1).from(), "each tier begins above the one before");
        }
        require(commitment >= 0, "a commitment is not negative");
        require(commitment > 0 || burstPrice.isZero(), "only what lies above a commitment has a burst price");
    }

    /// One price for everything.
    public static Tariff flat(Amount price) {
        return new Tariff(false, List.of(new Tier(0, price)), 0, Amount.ZERO);
    }

    BigInteger highestPrice() {
        return tiers.stream().map(tier -> tier.price().units()).reduce(burstPrice.units(), BigInteger::max);
    }

    /// What the quantity costs at the period's end, the commitment at least.
    public BigInteger charge(Quantity quantity) {
        return cost(quantity.max(Quantity.whole(commitment)));
    }

    /// What any quantity from this one on costs at least: a higher tier may cost less in all. The
    /// commitment is not in it.
    public BigInteger least(Quantity quantity) {
        var least = cost(quantity);
        for (var tier : cheaperAbove(quantity)) {
            least = least.min(cost(Quantity.whole(tier.from())));
        }
        return least;
    }

    /// What any quantity from one to the other is charged at most.
    public BigInteger most(Quantity from, Quantity to) {
        var most = charge(to);
        for (int i = 1; wholeQuantity && i < tiers.size(); i++) {
            var edge = Quantity.whole(tiers.get(i).from());
            if (isUsed(tiers.get(i)) && edge.compareTo(from) > 0 && edge.compareTo(to) <= 0) {
                most = most.max(price(i - 1).multiply(edge.numerator()));
            }
        }
        return most;
    }

    private List<Tier> cheaperAbove(Quantity quantity) {
        if (!wholeQuantity) {
            return List.of();
        }
        return tiers.stream()
                .filter(tier -> Quantity.whole(tier.from()).compareTo(quantity) > 0)
                .filter(this::isUsed)
                .toList();
    }

    /// Above the commitment the burst price takes the place of the tiers.
    private boolean isUsed(Tier tier) {
        return commitment == 0 || tier.from() <= commitment;
    }

    private BigInteger cost(Quantity quantity) {
        var denominator = quantity.denominator();
        var committed = BigInteger.valueOf(commitment).multiply(denominator);
        boolean bursts = commitment > 0 && quantity.numerator().compareTo(committed) > 0;
        var base = bursts ? committed : quantity.numerator();
        var cost = wholeQuantity ? whole(base, denominator) : progressive(base, denominator);
        if (bursts) {
            cost = cost.add(burstPrice.units().multiply(quantity.numerator().subtract(committed)));
        }
        return cost.divide(denominator);
    }

    private BigInteger whole(BigInteger numerator, BigInteger denominator) {
        int reached = 0;
        while (reached + 1 < tiers.size() && from(reached + 1, denominator).compareTo(numerator) <= 0) {
            reached++;
        }
        return price(reached).multiply(numerator);
    }

    private BigInteger progressive(BigInteger numerator, BigInteger denominator) {
        var cost = BigInteger.ZERO;
        for (int i = 0; i < tiers.size(); i++) {
            var end = i + 1 < tiers.size() ? from(i + 1, denominator).min(numerator) : numerator;
            var part = end.subtract(from(i, denominator));
            if (part.signum() <= 0) {
                break;
            }
            cost = cost.add(price(i).multiply(part));
        }
        return cost;
    }

    private BigInteger from(int tier, BigInteger denominator) {
        return BigInteger.valueOf(tiers.get(tier).from()).multiply(denominator);
    }

    private BigInteger price(int tier) {
        return tiers.get(tier).price().units();
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
