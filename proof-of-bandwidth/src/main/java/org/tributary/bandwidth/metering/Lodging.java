// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.Optional;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.merge.TicketUsage;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.OpenedTicket;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.typed.Domain;

/// One opening: whether the ticket may be opened now, and what that reserves. Protocol §7.1:
/// over-commitment shows here, before service.
final class Lodging {
    private final MeteringState state;
    private final MeteringRules rules;
    private final Domain domain;
    private final Opening opening;
    private final SessionTicket ticket;
    private final Capability capability;
    private final OpenedTicket opened;
    private final Hash hash;
    private final KnownHashes hashes;
    private final Ratings ratings;

    Lodging(MeteringState state, MeteringRules rules, Domain domain, Opening opening, KnownHashes hashes) {
        this.hashes = hashes;
        this.state = state;
        this.rules = rules;
        this.domain = domain;
        this.opening = opening;
        this.ticket = opening.ticket().ticket();
        this.capability = opening.capability().capability();
        this.opened = opening.opened();
        this.hash = ticket.hash();
        this.ratings = new Ratings(state, rules);
    }

    /// The checks of §7.8 in their order; the two signatures last. Asked once.
    Optional<Rejection> refusal(Bucket now) {
        var pool = state.pools.get(capability.pool().bytes());
        if (pool.isEmpty()) {
            return Optional.of(Rejection.UNKNOWN_POOL);
        }
        return mismatch()
                .or(() -> time(now))
                .or(() -> capability(pool.get()))
                .or(() -> cover(pool.get()))
                .or(() -> signatures(pool.get()));
    }

    private Optional<Rejection> mismatch() {
        if (!ticket.capability().equals(hashes.of(capability))) {
            return Optional.of(Rejection.WRONG_CAPABILITY);
        }
        if (!ticket.profile().equals(hashes.of(opening.profile()))
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

    private Optional<Rejection> time(Bucket now) {
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

    private Optional<Rejection> capability(PoolCover pool) {
        if (state.tickets.contains(hash.bytes())) {
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
    private Optional<Rejection> cover(PoolCover pool) {
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
        try {
            ratings.open(opened);
        } catch (ArithmeticException _) {
            return Optional.of(Rejection.OVER_ROW_CAP);
        }
        return ratings.rise().compareTo(pool.free().units()) > 0
                ? Optional.of(Rejection.POOL_COVER_EXCEEDED)
                : Optional.empty();
    }

    private Optional<Rejection> signatures(PoolCover pool) {
        // Their hashes are those that the ticket names, and its own.
        var digest = domain.digest(ticket.capability());
        if (opening.capability()
                .signature()
                .signerAddress(digest)
                .filter(pool.owner()::equals)
                .isEmpty()) {
            return Optional.of(Rejection.BAD_CAPABILITY_SIGNATURE);
        }
        return capability
                        .gatewayKey()
                        .verifies(domain.digest(hash), opening.ticket().signature())
                ? Optional.empty()
                : Optional.of(Rejection.BAD_TICKET_SIGNATURE);
    }

    /// Opens the ticket that was not refused: reserves its worst cost in the capability's spend cap,
    /// and in the pool's cover what its scope may now cost more.
    void reserve() {
        ratings.save();
        var key = ticket.capability().bytes();
        var unused = new CapabilityUse(Amount.ZERO, capability.maxUnitsPerBucket(), capability.until());
        state.capabilities.put(key, state.capabilities.get(key).orElse(unused).commit(new Amount(opened.worst(rules))));
        state.lapses.put(
                MeteringState.key(rules.acceptanceEnd(capability.until()), ticket.capability()), ticket.capability());
        state.tickets.put(hash.bytes(), opened);
        state.usage.put(hash.bytes(), TicketUsage.NONE);
        state.releases.put(MeteringState.key(rules.acceptanceEnd(ticket.end()), hash), hash);
    }
}
