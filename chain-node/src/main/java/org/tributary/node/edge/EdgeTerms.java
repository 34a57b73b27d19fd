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
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;

/// On what terms an edge serves.
///
/// @param creditUnits served to one ticket's client and not receipted, at most
/// @param writeOffUnits how much of that the edge forgoes per ticket where connections broke
/// @param patience how long a download waits for a receipt before it is ended
/// @param minPrice for profiles that price units
/// @param profiles accepted besides, whatever they cost
public record EdgeTerms(
        Address provider,
        MeteringRules rules,
        long creditUnits,
        long writeOffUnits,
        Duration patience,
        Amount minPrice,
        List<Hash> profiles) {
    /// Less would stop a download at every receipt.
    public static final long LEAST_CREDIT = 64 << 10;

    private static final long GIGABYTE = 1_000_000_000;

    public EdgeTerms {
        profiles = List.copyOf(profiles);
        if (creditUnits < LEAST_CREDIT || writeOffUnits < 0) {
            throw new IllegalArgumentException("a credit is at least " + LEAST_CREDIT + " bytes");
        }
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
        if (ticket.kind() != UsageKind.BYTES || opening.profile().kind() != UsageKind.BYTES) {
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
                        "this edge serves at " + minPrice
                                + " smallest units per 10^9 bytes, or on a billing profile that it names"));
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
        var perGigabyte = lowest.multiply(BigInteger.valueOf(GIGABYTE)).divide(BigInteger.valueOf(profile.quantum()));
        return perGigabyte.compareTo(minPrice.units()) >= 0;
    }
}
