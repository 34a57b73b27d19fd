// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.Optional;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.typed.Domain;

/// Whether a ticket may be opened now. Protocol §7.1: over-commitment shows here, before service.
final class OpeningCheck {
    private final MeteringState state;
    private final MeteringRules rules;
    private final Domain domain;

    OpeningCheck(MeteringState state, MeteringRules rules, Domain domain) {
        this.state = state;
        this.rules = rules;
        this.domain = domain;
    }

    /// The checks of §7.8 in their order; the two signatures last.
    Optional<Rejection> refusal(Opening opening, Bucket now) {
        var ticket = opening.ticket().ticket();
        var capability = opening.capability().capability();
        var pool = state.pools.get(capability.pool().bytes());
        if (pool.isEmpty()) {
            return Optional.of(Rejection.UNKNOWN_POOL);
        }
        return mismatch(opening)
                .or(() -> time(ticket, now))
                .or(() -> capability(ticket, capability, pool.get()))
                .or(() -> cover(opening, pool.get()))
                .or(() -> signatures(opening, pool.get()));
    }

    private Optional<Rejection> mismatch(Opening opening) {
        var ticket = opening.ticket().ticket();
        var capability = opening.capability().capability();
        if (!ticket.capability().equals(capability.hash())) {
            return Optional.of(Rejection.WRONG_CAPABILITY);
        }
        if (!ticket.profile().equals(opening.profile().hash())
                || ticket.kind() != opening.profile().kind()) {
            return Optional.of(Rejection.WRONG_PROFILE);
        }
        if (ticket.kind() != rules.kind()) {
            return Optional.of(Rejection.KIND_NOT_TAKEN);
        }
        var profile = opening.profile();
        if (profile.mode().isRanked() && !profile.calendar(rules.bucketMillis()).isEven()) {
            return Optional.of(Rejection.NOT_RANKED_HERE);
        }
        return capability.kinds().contains(ticket.kind()) ? Optional.empty() : Optional.of(Rejection.WRONG_KIND);
    }

    private Optional<Rejection> time(SessionTicket ticket, Bucket now) {
        if (ticket.start().number() - now.number() > rules.openingAllowanceBuckets()) {
            return Optional.of(Rejection.NOT_YET_VALID);
        }
        if (now.number() - ticket.start().number() > rules.openingAllowanceBuckets()) {
            return Optional.of(Rejection.OPENED_TOO_LATE);
        }
        return ticket.isLongerThan(rules.maxTicketBuckets())
                ? Optional.of(Rejection.TICKET_TOO_LONG)
                : Optional.empty();
    }

    private Optional<Rejection> capability(SessionTicket ticket, Capability capability, PoolCover pool) {
        if (state.tickets.contains(ticket.hash().bytes())) {
            return Optional.of(Rejection.ALREADY_OPEN);
        }
        if (capability.epoch() < pool.minEpoch()) {
            return Optional.of(Rejection.CAPABILITY_REVOKED);
        }
        return ticket.start().isBefore(capability.from()) || ticket.end().isAfter(capability.until())
                ? Optional.of(Rejection.CAPABILITY_NOT_VALID)
                : Optional.empty();
    }

    /// In big integers: the worst cost of a hostile ticket is beyond every amount.
    private Optional<Rejection> cover(Opening opening, PoolCover pool) {
        var ticket = opening.ticket().ticket();
        var capability = opening.capability().capability();
        var opened = opening.opened();
        var committed = state.capabilities
                .get(ticket.capability().bytes())
                .map(CapabilityUse::committed)
                .orElse(Amount.ZERO);
        if (committed
                        .units()
                        .add(opened.worst(rules))
                        .compareTo(capability.spendCap().units())
                > 0) {
            return Optional.of(Rejection.OVER_SPEND_CAP);
        }
        var ratings = new Ratings(state, rules);
        try {
            ratings.open(opened);
        } catch (ArithmeticException _) {
            return Optional.of(Rejection.OVER_ROW_CAP);
        }
        return ratings.rise().compareTo(pool.free().units()) > 0
                ? Optional.of(Rejection.POOL_COVER_EXCEEDED)
                : Optional.empty();
    }

    private Optional<Rejection> signatures(Opening opening, PoolCover pool) {
        if (!opening.capability().isSignedBy(pool.owner(), domain)) {
            return Optional.of(Rejection.BAD_CAPABILITY_SIGNATURE);
        }
        return opening.ticket().isSignedBy(opening.capability().capability().gatewayKey(), domain)
                ? Optional.empty()
                : Optional.of(Rejection.BAD_TICKET_SIGNATURE);
    }
}
