// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.bandwidth.Actors.POOL;
import static org.tributary.bandwidth.Actors.hash;
import static org.tributary.bandwidth.Actors.ticket;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.BillingScope;
import org.tributary.bandwidth.rating.Direction;
import org.tributary.bandwidth.rating.Ranking;
import org.tributary.bandwidth.rating.Rounding;
import org.tributary.bandwidth.rating.Tariff;
import org.tributary.bandwidth.ticket.OpenedTicket;
import org.tributary.bandwidth.ticket.SignedTicket;
import org.tributary.primitives.Amount;
import org.tributary.primitives.UsageKind;

/// A counter can never fall, whatever receipts come. Origin: EFForg/OpenWireless#154 (a router's reset
/// made usage negative), MindFlavor/prometheus_wireguard_exporter#85 (a tunnel's restart sets its
/// counters to 0), freifunk-gluon/gluon#3489 (counters wrap).
class WindowTicketTest {
    private static final CapabilityRoom ENOUGH = (capability, bucket) -> Long.MAX_VALUE;

    private record Receipt(long bucket, long total) {}

    @ParameterizedTest
    @EnumSource(
            value = BillingMode.class,
            names = {"PER_UNIT", "DAILY_PEAK"})
    void watermarkUsageAndClosingTotalsNeverFall(BillingMode mode) {
        for (long seed = 1; seed <= 200; seed++) {
            var random = new Random(seed);
            var usage = TicketUsage.NONE;
            for (int window = 0; window < 8; window++) {
                var before = usage;
                var merged = merge(mode, before, receipts(mode, random));
                usage = merged.after();
                assertNothingFell(before, merged, usage);
            }
        }
    }

    private static void assertNothingFell(TicketUsage before, WindowTicket merged, TicketUsage after) {
        assertThat(after.watermark()).isGreaterThanOrEqualTo(before.watermark());
        assertThat(after.used()).isGreaterThanOrEqualTo(before.used());
        for (var leaf : merged.leaves()) {
            assertThat(leaf.newTotal()).isGreaterThanOrEqualTo(leaf.oldTotal());
            assertThat(leaf.units()).isBetween(0L, leaf.newTotal() - leaf.oldTotal());
        }
        if (merged.opened().profile().mode().isRanked()) {
            assertThat(after.byBucket()).containsAllEntriesOf(before.byBucket());
            assertThat(new ArrayList<>(after.byBucket().values())).isSorted();
        }
    }

    /// Most totals rise, many fall or repeat, some are at the ends of the range.
    private static List<Receipt> receipts(BillingMode mode, Random random) {
        var receipts = new ArrayList<Receipt>();
        for (int i = 0; i < random.nextInt(12); i++) {
            long bucket = 100 + random.nextInt(20);
            long total = switch (random.nextInt(8)) {
                case 0 -> 0;
                case 1 -> Long.MAX_VALUE - random.nextInt(2);
                case 2 -> random.nextLong() >>> 1;
                default -> (bucket - 99) * 1_000 + random.nextInt(1_500);
            };
            receipts.add(new Receipt(bucket, total));
        }
        var byTotal = Comparator.comparingLong(Receipt::total);
        receipts.sort(Comparator.comparingLong(Receipt::bucket)
                .thenComparing(mode.isRanked() ? byTotal.reversed() : byTotal));
        return receipts;
    }

    @Test
    void aTotalThatFellSaysSo() {
        var usage = merge(BillingMode.PER_UNIT, TicketUsage.NONE, List.of(new Receipt(105, 70)))
                .after();
        var later = ticketOf(BillingMode.PER_UNIT, usage);

        assertThat(later.known(106, 69, true)).hasValue(Rejection.REPLAYED);
        assertThat(later.known(104, 71, true)).hasValue(Rejection.COUNTER_FELL);
        assertThat(later.known(106, 71, true)).isEmpty();
        var ranked = merge(BillingMode.DAILY_PEAK, TicketUsage.NONE, List.of(new Receipt(105, 70)))
                .after();
        assertThat(ticketOf(BillingMode.DAILY_PEAK, ranked).add(106, 69, hash("receipt")))
                .hasValue(Rejection.COUNTER_FELL);
    }

    private static WindowTicket merge(BillingMode mode, TicketUsage before, List<Receipt> receipts) {
        var ticket = ticketOf(mode, before);
        for (var receipt : receipts) {
            Optional<Rejection> refusal = ticket.known(receipt.bucket(), receipt.total(), true)
                    .or(() -> ticket.add(receipt.bucket(), receipt.total(), hash("receipt " + receipt)));
            assertThat(refusal.isEmpty() || refusal.get().code() >= Rejection.OVER_TICKET_CAP.code())
                    .isTrue();
        }
        PayerMerge.finish(List.of(ticket), ENOUGH);
        return ticket;
    }

    private static WindowTicket ticketOf(BillingMode mode, TicketUsage before) {
        var profile = new BillingProfile(
                UsageKind.BYTES,
                mode,
                BillingScope.PROVIDER,
                Direction.DOWN,
                mode.isRanked() ? Ranking.PEAK : Ranking.NONE,
                1,
                Rounding.EXACT,
                0,
                Tariff.flat(Amount.of(1)));
        var ticket = ticket(1, profile, Long.MAX_VALUE / 2, 10_000);
        var opened = new OpenedTicket(SignedTicket.sign(ticket, Actors.DOMAIN, Actors.GATEWAY), POOL, profile);
        return new WindowTicket(ticket.hash(), opened, before);
    }
}
