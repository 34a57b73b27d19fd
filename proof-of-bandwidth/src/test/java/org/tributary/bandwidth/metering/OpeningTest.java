// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.bandwidth.Actors.CAPABILITY;
import static org.tributary.bandwidth.Actors.DOMAIN;
import static org.tributary.bandwidth.Actors.GATEWAY;
import static org.tributary.bandwidth.Actors.OWNER;
import static org.tributary.bandwidth.Actors.POOL;
import static org.tributary.bandwidth.Actors.opening;
import static org.tributary.bandwidth.Actors.ticket;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.BillingScope;
import org.tributary.bandwidth.rating.Direction;
import org.tributary.bandwidth.rating.Ranking;
import org.tributary.bandwidth.rating.Rounding;
import org.tributary.bandwidth.rating.Tariff;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.bandwidth.ticket.SignedCapability;
import org.tributary.bandwidth.ticket.SignedTicket;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.typed.Domain;

/// Protocol §7.1.
class OpeningTest {
    private static final Bucket START = new Bucket(100);
    private final Chain chain = Chain.funded();

    @Test
    void reservesTheWorstCostInPoolAndCapability() {
        chain.open(ticket(1));

        assertThat(chain.pool().reserved()).isEqualTo(Amount.ofTokens(10));
        assertThat(chain.pool().free()).isEqualTo(Amount.ofTokens(990));
        assertThat(chain.metering.capability(CAPABILITY.hash()).orElseThrow().committed())
                .isEqualTo(Amount.ofTokens(10));
        assertThat(chain.metering.watermark(ticket(1).hash())).hasValue(0);
    }

    @Test
    void reservesWhatTheWorstCostIsRoundedTo() {
        var card = BillingProfile.perUnit(UsageKind.BYTES, Amount.of(10), 3);
        chain.open(opening(ticket(1, card, 1, 1), CAPABILITY, card));

        assertThat(chain.pool().reserved()).isEqualTo(Amount.of(3));
    }

    @Test
    void takesItsOwnKindOnly() {
        var rules = new MeteringRules(UsageKind.MESSAGES, 1_000, 5, 2, 20, 2, 60, 1_000);
        var messages = new Chain(rules);
        messages.metering.escrow(new EscrowNotice(POOL, OWNER.address(), Amount.ofTokens(1_000), 0));

        assertThat(messages.metering.open(opening(ticket(1)), START)).hasValue(Rejection.KIND_NOT_TAKEN);
    }

    @Test
    void ranksNothingWhereBucketsMakeNoEvenSamples() {
        var rules = new MeteringRules(UsageKind.BYTES, 7_000, 5, 2, 20, 2, 60, 1_000);
        var uneven = new Chain(rules);
        uneven.metering.escrow(new EscrowNotice(POOL, OWNER.address(), Amount.ofTokens(1_000), 0));
        var peak = new BillingProfile(
                UsageKind.BYTES,
                BillingMode.DAILY_PEAK,
                BillingScope.PROVIDER,
                Direction.DOWN,
                Ranking.PEAK,
                1,
                Rounding.EXACT,
                0,
                Tariff.flat(Amount.of(1)));

        assertThat(uneven.metering.open(opening(ticket(1, peak, 10, 10), CAPABILITY, peak), START))
                .hasValue(Rejection.NOT_RANKED_HERE);
        assertThat(uneven.metering.open(opening(ticket(1)), START)).isEmpty();
    }

    @Test
    void takesAnOpeningOnlyAroundItsStart() {
        assertRefused(opening(ticket(1)), 97, Rejection.NOT_YET_VALID);
        assertRefused(opening(ticket(1)), 103, Rejection.OPENED_TOO_LATE);
        assertThat(chain.metering.openingRefusal(opening(ticket(1)), new Bucket(98)))
                .isEmpty();
        assertThat(chain.metering.openingRefusal(opening(ticket(1)), new Bucket(102)))
                .isEmpty();
    }

    @Test
    void refusesATicketTwice() {
        chain.open(ticket(1));
        assertRefused(opening(ticket(1)), 100, Rejection.ALREADY_OPEN);
    }

    /// Also after one whose capability and profile are the named ones, and are remembered.
    @Test
    void refusesWhatTheTicketDoesNotName() {
        var wider = new Capability(
                CAPABILITY.pool(),
                CAPABILITY.gatewayKey(),
                CAPABILITY.spendCap().plus(Amount.of(1)),
                CAPABILITY.maxUnitsPerBucket(),
                CAPABILITY.kinds(),
                CAPABILITY.from(),
                CAPABILITY.until(),
                CAPABILITY.epoch());
        var cheaper = BillingProfile.perUnit(UsageKind.BYTES, Amount.of(1), 1_000_000_000);
        for (int i = 1; i <= 3; i++) {
            chain.open(ticket(i));
            assertRefused(opening(ticket(10), wider, BillingProfile.DEFAULT), 100, Rejection.WRONG_CAPABILITY);
            assertRefused(opening(ticket(10), CAPABILITY, cheaper), 100, Rejection.WRONG_PROFILE);
        }
    }

    @Test
    void refusesAPoolWithoutCoverHere() {
        var other = new Chain();
        assertThat(other.metering.open(opening(ticket(1)), START)).hasValue(Rejection.UNKNOWN_POOL);
    }

    @Test
    void refusesCommitmentBeyondThePoolsCover() {
        var poor = Chain.funded(Amount.ofTokens(15));
        poor.open(ticket(1));
        assertThat(poor.metering.open(opening(ticket(2)), START)).hasValue(Rejection.POOL_COVER_EXCEEDED);
    }

    @Test
    void refusesCommitmentBeyondTheSpendCap() {
        var rich = Chain.funded(Amount.ofTokens(5_000));
        for (int i = 0; i < 100; i++) {
            rich.open(ticket(i));
        }
        assertThat(rich.metering.open(opening(ticket(100)), START)).hasValue(Rejection.OVER_SPEND_CAP);
    }

    @Test
    void refusesACostBeyondEveryAmount() {
        var card = BillingProfile.perUnit(
                UsageKind.BYTES, new Amount(BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE)), 1);
        assertRefused(opening(ticket(1, card, Long.MAX_VALUE, 1), CAPABILITY, card), 100, Rejection.OVER_SPEND_CAP);
    }

    @Test
    void refusesATicketBeyondItsLongestLife() {
        assertRefused(opening(between(100, 160)), 100, Rejection.TICKET_TOO_LONG);
        assertRefused(opening(between(100, Long.MAX_VALUE)), 100, Rejection.TICKET_TOO_LONG);
        assertThat(chain.metering.openingRefusal(opening(between(100, 159)), START))
                .isEmpty();
    }

    @Test
    void survivesTheLargestBuckets() {
        assertRefused(opening(between(Long.MAX_VALUE, Long.MAX_VALUE)), 100, Rejection.NOT_YET_VALID);
    }

    @Test
    void refusesARevokedCapability() {
        chain.metering.escrow(new EscrowNotice(POOL, OWNER.address(), Amount.ZERO, 4));
        assertRefused(opening(ticket(1)), 100, Rejection.CAPABILITY_REVOKED);
    }

    @Test
    void aNoticeNeverLowersTheMinimumEpoch() {
        chain.metering.escrow(new EscrowNotice(POOL, OWNER.address(), Amount.ZERO, 4));
        chain.metering.escrow(new EscrowNotice(POOL, OWNER.address(), Amount.ofTokens(1), 2));
        assertThat(chain.pool().minEpoch()).isEqualTo(4);
        assertThat(chain.pool().escrowed()).isEqualTo(Amount.ofTokens(1_001));
    }

    @Test
    void refusesATicketOutsideItsCapabilitysBuckets() {
        var capability = capability(new Bucket(101), new Bucket(119));
        assertRefused(under(capability), 100, Rejection.CAPABILITY_NOT_VALID);
        assertRefused(under(capability(new Bucket(0), new Bucket(118))), 100, Rejection.CAPABILITY_NOT_VALID);
    }

    @Test
    void refusesPartsThatDoNotBelongTogether() {
        var good = opening(ticket(1));
        var otherCapability = capability(new Bucket(0), new Bucket(99_999));
        assertRefused(
                new Opening(good.ticket(), SignedCapability.sign(otherCapability, DOMAIN, OWNER), good.profile()),
                100,
                Rejection.WRONG_CAPABILITY);
        assertRefused(
                new Opening(
                        good.ticket(),
                        good.capability(),
                        BillingProfile.perUnit(UsageKind.BYTES, Amount.ZERO, 1_000_000_000)),
                100,
                Rejection.WRONG_PROFILE);
    }

    @Test
    void refusesForeignSignatures() {
        var good = opening(ticket(1));
        assertRefused(
                new Opening(good.ticket(), SignedCapability.sign(CAPABILITY, DOMAIN, GATEWAY), BillingProfile.DEFAULT),
                100,
                Rejection.BAD_CAPABILITY_SIGNATURE);
        assertRefused(
                new Opening(SignedTicket.sign(ticket(1), DOMAIN, OWNER), good.capability(), BillingProfile.DEFAULT),
                100,
                Rejection.BAD_TICKET_SIGNATURE);
    }

    @Test
    void refusesATicketOfAnotherNetwork() {
        var testnet = Domain.of(new ChainId(7_358), Actors.hash("genesis"), new ChainName("cdn"));
        var good = opening(ticket(1));
        assertRefused(
                new Opening(SignedTicket.sign(ticket(1), testnet, GATEWAY), good.capability(), BillingProfile.DEFAULT),
                100,
                Rejection.BAD_TICKET_SIGNATURE);
    }

    private void assertRefused(Opening opening, long now, Rejection rejection) {
        var before = chain.state();
        assertThat(chain.metering.open(opening, new Bucket(now))).hasValue(rejection);
        assertThat(chain.state()).isEqualTo(before);
    }

    private static SessionTicket between(long start, long end) {
        var ticket = ticket(1);
        return new SessionTicket(
                ticket.capability(),
                ticket.ticketId(),
                ticket.provider(),
                ticket.client(),
                ticket.kind(),
                ticket.profile(),
                ticket.maxUnits(),
                ticket.maxUnitsPerBucket(),
                new Bucket(start),
                new Bucket(end),
                ticket.region(),
                ticket.assignment(),
                ticket.sealedContext());
    }

    private static Capability capability(Bucket from, Bucket until) {
        return new Capability(
                POOL,
                GATEWAY.publicKey(),
                CAPABILITY.spendCap(),
                CAPABILITY.maxUnitsPerBucket(),
                List.of(UsageKind.BYTES),
                from,
                until,
                3);
    }

    private static Opening under(Capability capability) {
        var t = ticket(1);
        var ticket = new SessionTicket(
                capability.hash(),
                t.ticketId(),
                t.provider(),
                t.client(),
                t.kind(),
                t.profile(),
                t.maxUnits(),
                t.maxUnitsPerBucket(),
                t.start(),
                t.end(),
                t.region(),
                t.assignment(),
                t.sealedContext());
        return opening(ticket, capability, BillingProfile.DEFAULT);
    }
}
