// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.bandwidth.Actors.CAPABILITY;
import static org.tributary.bandwidth.Actors.CLIENT;
import static org.tributary.bandwidth.Actors.DOMAIN;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;

/// A DApp whose profile costs nothing may have its tickets claim anything: no sum of units ever leaves its range, or
/// the
/// chain could not go on.
class HugeUsageTest {
    private static final MeteringRules RULES = new MeteringRules(UsageKind.BYTES, 300_000, 5, 2, 20, 2, 60, 1_000);
    private static final int DAY = 288;

    private final Capability unlimited = new Capability(
            CAPABILITY.pool(),
            CAPABILITY.gatewayKey(),
            CAPABILITY.spendCap(),
            Long.MAX_VALUE,
            CAPABILITY.kinds(),
            CAPABILITY.from(),
            CAPABILITY.until(),
            CAPABILITY.epoch());

    @ParameterizedTest
    @EnumSource(
            value = BillingMode.class,
            names = {"PER_UNIT", "PERCENTILE", "AVERAGE_DAILY_PEAK", "TOP_FIVE_AVERAGE"})
    void aMonthOfHugeTicketsNeverStopsTheChain(BillingMode mode) {
        var profile = free(mode);
        var chain = new Chain(RULES);
        chain.metering.escrow(new EscrowNotice(Actors.POOL, Actors.OWNER.address(), Amount.ofTokens(1_000), 0));
        long refused = 0;
        for (int day = 0; day < 18; day++) {
            long start = (day + 40L) * DAY;
            var ticket = ticket(day, profile, start);
            var refusal = chain.metering.open(Actors.opening(ticket, unlimited, profile), new Bucket(start));
            if (refusal.isPresent()) {
                assertThat(refusal).hasValue(Rejection.OVER_ROW_CAP);
                refused++;
                continue;
            }
            chain.submit(
                    start + 1,
                    List.of(
                            SignedReceipt.sign(Actors.closing(ticket, start, 1L << 60), DOMAIN, CLIENT),
                            SignedReceipt.sign(Actors.closing(ticket, start + 1, 1L << 61), DOMAIN, CLIENT)));
            chain.closeAll(start + DAY / 2);
        }
        chain.closeAll(100L * DAY);

        assertThat(refused).isEqualTo(18 - 3);
        assertThat(chain.pool().reserved()).isEqualTo(Amount.ZERO);
    }

    private SessionTicket ticket(int number, BillingProfile profile, long start) {
        var t = Actors.ticket(number, profile, 1L << 61, 1L << 60);
        return new SessionTicket(
                unlimited.hash(),
                t.ticketId(),
                t.provider(),
                t.client(),
                t.kind(),
                t.profile(),
                t.maxUnits(),
                t.maxUnitsPerBucket(),
                new Bucket(start),
                new Bucket(start + 1),
                "",
                Hash.ZERO,
                Bytes.EMPTY);
    }

    private static BillingProfile free(BillingMode mode) {
        var ranking = switch (mode) {
            case PER_UNIT, DAILY_TRAFFIC -> Ranking.NONE;
            case PERCENTILE -> Ranking.PERCENTILE_95;
            case DAILY_PEAK, AVERAGE_DAILY_PEAK, TOP_FIVE_AVERAGE -> Ranking.PEAK;
        };
        return new BillingProfile(
                UsageKind.BYTES,
                mode,
                BillingScope.PAYER,
                Direction.DOWN,
                ranking,
                1_000,
                Rounding.EXACT,
                0,
                Tariff.flat(Amount.ZERO));
    }
}
