// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.Direction;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.node.console.Words;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;

/// On what terms an edge serves.
///
/// @param creditUnits served to one ticket's client and not receipted, at most; of the chain's kind
/// @param writeOffUnits how much of that the edge forgoes per ticket where connections broke
/// @param patience how long a download waits for a receipt before it is ended
/// @param minPrice of as many units as the kind's standard profile has one price for (10^9 bytes); for profiles that
///     price units
/// @param profiles accepted besides, whatever they cost
public record EdgeTerms(
        Address provider,
        MeteringRules rules,
        long creditUnits,
        long writeOffUnits,
        Duration patience,
        Amount minPrice,
        List<Hash> profiles) {
    public EdgeTerms {
        profiles = List.copyOf(profiles);
        if (creditUnits < leastCredit(rules.kind()) || writeOffUnits < 0) {
            throw new IllegalArgumentException(
                    "a credit is at least " + leastCredit(rules.kind()) + " " + Words.of(rules.kind()));
        }
    }

    /// Less would stop a download or a call at every receipt.
    private static long leastCredit(UsageKind kind) {
        return switch (kind) {
            case BYTES -> 64 << 10;
            case CALL_MILLISECONDS -> 1_000;
            case BYTE_SECONDS, MESSAGES -> 1;
        };
    }

    /// What fits most: 4 MiB, five seconds of a call, 10^9 bytes kept for ten minutes, 100 messages.
    public static long standardCredit(UsageKind kind) {
        return switch (kind) {
            case BYTES -> 4 << 20;
            case CALL_MILLISECONDS -> 5_000;
            case BYTE_SECONDS -> 600_000_000_000L;
            case MESSAGES -> 100;
        };
    }

    /// Of as many units as [#minPrice] is for.
    public static Amount standardPrice(UsageKind kind) {
        return BillingProfile.standard(kind).tariff().tiers().getFirst().price();
    }

    /// Why this opening is not even lodged; nothing where it may be.
    Optional<Refusal> refusal(Opening opening, Bucket now) {
        var ticket = opening.ticket().ticket();
        if (!ticket.provider().equals(provider)) {
            return refused(Rejection.WRONG_PROVIDER);
        }
        if (!ticket.capability().equals(opening.capability().capability().hash())) {
            return refused(Rejection.WRONG_CAPABILITY);
        }
        if (!ticket.profile().equals(opening.profile().hash())) {
            return refused(Rejection.WRONG_PROFILE);
        }
        if (ticket.kind() != rules.kind() || opening.profile().kind() != rules.kind()) {
            return refused(Rejection.WRONG_KIND);
        }
        if (now.isAfter(ticket.end())) {
            return refused(Rejection.EXPIRED);
        }
        if (ticket.isLongerThan(rules.maxTicketBuckets())) {
            return refused(Rejection.TICKET_TOO_LONG);
        }
        return isWorthIt(opening.profile())
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Refusal.FORBIDDEN,
                        "PRICE_REFUSED",
                        "this edge serves at " + minPrice + " smallest units for " + pricedUnits() + " "
                                + Words.of(rules.kind())
                                + ", or on a billing profile that it names"));
    }

    private static Optional<Refusal> refused(Rejection reason) {
        return Optional.of(Refusal.of(Refusal.FORBIDDEN, reason));
    }

    /// Tiers may fall with the quantity, so the lowest price counts. What the client sends is nothing.
    private boolean isWorthIt(BillingProfile profile) {
        if (profiles.contains(profile.hash())) {
            return true;
        }
        if (profile.mode().isRanked() || profile.direction() == Direction.UP) {
            return false;
        }
        var lowest = profile.tariff().tiers().stream()
                .map(tier -> tier.price().units())
                .min(BigInteger::compareTo)
                .orElse(BigInteger.ZERO);
        var price = lowest.multiply(BigInteger.valueOf(pricedUnits())).divide(BigInteger.valueOf(profile.quantum()));
        return price.compareTo(minPrice.units()) >= 0;
    }

    /// What the least price is for.
    long pricedUnits() {
        return BillingProfile.standard(rules.kind()).quantum();
    }
}
