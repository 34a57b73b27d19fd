// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.bandwidth.Actors.POOL;
import static org.tributary.bandwidth.Actors.opening;
import static org.tributary.bandwidth.Actors.receipt;
import static org.tributary.bandwidth.Actors.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.UsageKind;

/// Protocol §8, withdrawal. A ticket of these tests costs 10 tokens at most.
class RecallsTest {
    private static final BillingProfile CARD = BillingProfile.perUnit(UsageKind.BYTES, Amount.of(1), 1);
    private final Chain chain = Chain.funded(Amount.ofTokens(30));

    private List<Released> release(long now) {
        return chain.metering.release(new Bucket(now), new Bucket(now + 100), 10);
    }

    private static Released released(long tokens, long lapsed) {
        return new Released(POOL, Amount.ofTokens(tokens), Amount.ofTokens(lapsed));
    }

    private void recall(long tokens, long due) {
        chain.metering.recall(POOL, Amount.ofTokens(tokens), new Bucket(due));
    }

    @Test
    void noOpeningReservesWhatIsRecalled() {
        recall(21, 500);
        assertThat(chain.metering.open(opening(ticket(1)), new Bucket(100))).hasValue(Rejection.POOL_COVER_EXCEEDED);
        assertThat(chain.pool().free()).isEqualTo(Amount.ofTokens(9));
        assertThat(chain.pool().leaving()).isEqualTo(Amount.ofTokens(21));
    }

    @Test
    void nothingLeavesBeforeItsDelayIsOver() {
        recall(21, 500);
        assertThat(chain.metering.isReleaseDue(new Bucket(499))).isFalse();
        assertThat(release(499)).isEmpty();
        assertThat(chain.metering.isReleaseDue(new Bucket(500))).isTrue();
        assertThat(release(500)).containsExactly(released(21, 0));
        assertThat(chain.pool().escrowed()).isEqualTo(Amount.ofTokens(9));
        assertThat(chain.metering.isReleaseDue(new Bucket(1_000_000))).isFalse();
    }

    @Test
    void whatIsReservedStaysUntilItComesFree() {
        chain.open(ticket(1));
        chain.open(ticket(2));
        recall(30, 300);
        assertThat(release(300)).containsExactly(released(10, 0));
        chain.closeAll(1_000);
        assertThat(chain.pool().free()).isEqualTo(Amount.ZERO);
        assertThat(release(399)).isEmpty();
        assertThat(release(400)).containsExactly(released(20, 0));
        assertThat(chain.pool().escrowed()).isEqualTo(Amount.ZERO);
    }

    @Test
    void whatIsBilledLapses() {
        chain.open(ticket(1));
        recall(30, 1_000);
        chain.submit(105, receipt(ticket(1), 105, 1_000_000_000));
        chain.closeAll(1_000);
        assertThat(release(1_000)).containsExactly(released(20, 10));
        assertThat(chain.pool().recalled()).isEqualTo(Amount.ZERO);
        assertThat(release(10_000)).isEmpty();
    }

    @Test
    void aRecallOfAPoolThatHasNothingHereIsIgnored() {
        chain.metering.recall(Actors.hash("another"), Amount.of(1), new Bucket(1));
        assertThat(chain.metering.isReleaseDue(new Bucket(1_000))).isFalse();
    }

    /// The withdrawal race: whatever was opened is billed in full, and all that ever leaves or is
    /// billed was escrowed.
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void anAcceptedTicketIsAlwaysPayable(long seed) {
        var random = new Random(seed);
        var race = new Chain();
        var escrowed = Amount.ZERO;
        var gone = Amount.ZERO;
        var billed = Amount.ZERO;
        var open = new ArrayList<SessionTicket>();
        int tickets = 0;
        for (long now = 100; now < 120; now++) {
            var more = Amount.of(random.nextInt(200));
            escrowed = escrowed.plus(more);
            race.metering.escrow(new EscrowNotice(POOL, Actors.OWNER.address(), more, 0));
            if (now > 101) {
                race.metering.recall(POOL, Amount.of(random.nextInt(300)), new Bucket(now + random.nextInt(4)));
            }
            if (now <= 102) {
                var ticket = ticket(tickets++, CARD, 1 + random.nextInt(150), 1_000);
                if (race.metering
                        .open(opening(ticket, Actors.CAPABILITY, CARD), new Bucket(now))
                        .isEmpty()) {
                    open.add(ticket);
                }
            }
            for (var ticket : open) {
                if (random.nextInt(8) == 0) {
                    race.submit(now, receipt(ticket, now, random.nextLong(ticket.maxUnits() + 1)));
                }
            }
            for (var back : race.metering.release(new Bucket(now), new Bucket(now + 3), 3)) {
                gone = gone.plus(back.amount());
            }
            billed = billed.plus(billed(race.closeAll(now)));
            var pool = race.pool();
            assertThat(pool.free().plus(pool.leaving()).plus(pool.reserved()).plus(pool.billed()))
                    .isEqualTo(pool.escrowed());
            assertThat(pool.escrowed().plus(gone)).isEqualTo(escrowed);
            assertThat(pool.billed()).isEqualTo(billed);
        }
        // Each ticket is used up only now, long after everything that was free has left.
        for (var ticket : open) {
            race.submit(119, receipt(ticket, 119, ticket.maxUnits()));
        }
        billed = billed.plus(billed(race.closeAll(10_000_000)));
        var worst = open.stream().mapToLong(SessionTicket::maxUnits).sum();
        assertThat(open).isNotEmpty();
        assertThat(billed).isEqualTo(Amount.of(worst));
        assertThat(race.pool().billed()).isEqualTo(billed);
    }

    private static Amount billed(List<WindowOutcome> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> outcome.proof().ratings().stream())
                .map(rating -> rating.amount())
                .reduce(Amount.ZERO, Amount::plus);
    }
}
