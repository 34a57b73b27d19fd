// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tributary.bandwidth.Actors.receipt;
import static org.tributary.bandwidth.Actors.ticket;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Invariant;

/// Protocol §7.6: when windows close, and what they let go of.
class WindowScheduleTest {
    private final Chain chain = Chain.funded();

    @Test
    void aWindowIsDueFromTheFirstBucketPastItsSoftClose() {
        chain.open(ticket(1));
        chain.submit(101, receipt(ticket(1), 100, 5));

        assertThat(chain.metering.windowDue(new Bucket(106))).isEmpty();
        assertThat(chain.metering.windowDue(new Bucket(107)))
                .hasValue(new DueWindow(20, new Bucket(100), new Bucket(104)));
    }

    @Test
    void anIdleChainHasNoWindows() {
        assertThat(chain.metering.windowDue(new Bucket(1_000_000))).isEmpty();
        assertThatThrownBy(() -> chain.close(1_000_000)).isInstanceOf(Invariant.Broken.class);
    }

    @Test
    void windowsInWhichNothingHappenedAreSkipped() {
        chain.open(ticket(1));
        chain.submit(101, receipt(ticket(1), 100, 5));
        chain.submit(117, receipt(ticket(1), 117, 9));

        assertThat(chain.closeAll(200))
                .extracting(outcome -> outcome.proof().window())
                .containsExactly(20L, 23L, 28L);
    }

    @Test
    void aBatchOverTwoWindowsIsConsumedByBoth() {
        chain.open(ticket(1));
        var batch = chain.submit(107, receipt(ticket(1), 103, 5), receipt(ticket(1), 107, 9));
        var first = chain.close(107);
        var second = chain.close(112);

        assertThat(units(first.proof())).isEqualTo(5);
        assertThat(first.consumed()).isEmpty();
        assertThat(units(second.proof())).isEqualTo(4);
        assertThat(second.consumed()).containsExactly(batch.hash());
    }

    @Test
    void theUnspentReservationReturnsAtHardClose() {
        chain.open(ticket(1));
        chain.submit(101, receipt(ticket(1), 100, 500_000_000));
        chain.close(107);
        assertThat(chain.pool().reserved()).isEqualTo(Amount.ofTokens(5));

        // The ticket ends in bucket 119, its acceptance in 139: window 28 is the first that lies past it.
        assertThat(chain.metering.windowDue(new Bucket(146))).isEmpty();
        var outcome = chain.close(147);
        assertThat(outcome.proof().window()).isEqualTo(28);
        assertThat(outcome.dropped()).containsExactly(ticket(1).hash());
        assertThat(chain.pool().reserved()).isEqualTo(Amount.ZERO);
        assertThat(chain.pool().free()).isEqualTo(Amount.ofTokens(995));
        assertThat(chain.metering.ticket(ticket(1).hash())).isEmpty();
        assertThat(chain.metering
                        .capability(Actors.CAPABILITY.hash())
                        .orElseThrow()
                        .committed())
                .isEqualTo(Amount.ofTokens(5));
    }

    @Test
    void aReceiptInItsLastAcceptedBucketIsStillPaid() {
        chain.open(ticket(1));
        chain.submit(139, receipt(ticket(1), 119, 5));
        var outcomes = chain.closeAll(147);

        assertThat(units(outcomes.getFirst().proof())).isEqualTo(5);
        assertThat(outcomes.getLast().dropped()).containsExactly(ticket(1).hash());
    }

    /// Origin: getlago/lago#99: usage that came after the invoice was lost to the bill.
    @Test
    void howeverLateInsideHardAcceptanceAReceiptIsPaidInFull() {
        for (long lateness = 0; lateness <= 20; lateness++) {
            var late = Chain.funded();
            late.open(ticket(1));
            late.submit(101, receipt(ticket(1), 100, 5));
            long units = units(late.closeAll(105 + lateness));
            late.submit(105 + lateness, receipt(ticket(1), 105, 1_000));
            assertThat(units + units(late.closeAll(200)))
                    .as("%d buckets late", lateness)
                    .isEqualTo(1_000);
        }
    }

    /// Buckets of five minutes and an allowance of two: what a client signs by a clock that is ten
    /// minutes off is paid in full, except that nobody serves before the ticket's start. Origin:
    /// graphprotocol/indexer-rs#92 and #155.
    @Test
    void aClientsClockMayBeTenMinutesOff() {
        for (long off = -2; off <= 2; off++) {
            var clock = Chain.funded();
            clock.open(ticket(1));
            clock.submit(110, receipt(ticket(1), 110 + off, 1_000));
            assertThat(units(clock.closeAll(200))).as("%d buckets off", off).isEqualTo(1_000);
        }
    }

    @Test
    void oldCountersGoWithTheWindowsThatPassThem() {
        chain.open(ticket(1));
        chain.submit(101, receipt(ticket(1), 100, 5));
        chain.closeAll(1_000);
        var later = shifted();
        chain.open(later);
        chain.submit(1_001, receipt(later, 1_000, 5));
        chain.closeAll(2_000);

        // The pool, the capability and the month with their places in the queues, the last window, and the last batch's
        // traces.
        assertThat(chain.state()).hasSizeLessThanOrEqualTo(8);
    }

    private static org.tributary.bandwidth.ticket.SessionTicket shifted() {
        var t = ticket(2);
        return new org.tributary.bandwidth.ticket.SessionTicket(
                t.capability(),
                t.ticketId(),
                t.provider(),
                t.client(),
                t.kind(),
                t.profile(),
                t.maxUnits(),
                t.maxUnitsPerBucket(),
                new Bucket(1_000),
                new Bucket(1_010),
                t.region(),
                t.assignment(),
                t.sealedContext());
    }

    private static long units(List<WindowOutcome> windows) {
        return windows.stream().mapToLong(window -> units(window.proof())).sum();
    }

    private static long units(ProofOfBandwidth proof) {
        return proof.rows().stream().mapToLong(row -> row.units()).sum();
    }
}
