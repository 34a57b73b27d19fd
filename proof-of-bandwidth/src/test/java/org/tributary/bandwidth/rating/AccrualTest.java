// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.codec.Rlp;

class AccrualTest {
    private static final long BUCKET_MILLIS = 300_000;
    private static final int DAY = 288;
    /// Bytes in five minutes at one Mbit/s.
    private static final long MEGABIT = 37_500_000;

    private static final long APRIL = LocalDate.of(2026, 4, 1).toEpochDay();
    private static final Bucket START = new Bucket(APRIL * DAY);

    /// 8,640 samples: 432 of them are thrown away, and the 433rd is billed.
    @Test
    void thirtyDaysBillThe433rdSample() {
        var accrual = start(profile(BillingMode.PERCENTILE, Ranking.PERCENTILE_95, 1));
        accrual.open(ticket(START, START.plus(30 * DAY - 1), 10_000 * MEGABIT));
        var samples = new ArrayList<Long>();
        for (long megabits = 1; megabits <= 8_640; megabits++) {
            samples.add(megabits);
        }
        Collections.shuffle(samples, new Random(1));
        for (int i = 0; i < samples.size(); i++) {
            accrual.count(START.plus(i), samples.get(i) * MEGABIT);
        }
        assertThat(accrual.charge()).isEqualTo(8_640 - 432);
        assertThat(accrual.least()).isEqualTo(accrual.charge());
    }

    /// 912 Mbit/s at 0.51 are 465.12.
    @Test
    void aDaysPeakIsItsHighestSample() {
        var accrual = start(profile(BillingMode.DAILY_PEAK, Ranking.PEAK, 51));
        accrual.open(ticket(START, START.plus(DAY - 1), 1_000 * MEGABIT));
        accrual.count(START.plus(7), 500 * MEGABIT);
        accrual.count(START.plus(90), 912 * MEGABIT);
        accrual.count(START.plus(91), 911 * MEGABIT);
        assertThat(accrual.charge()).isEqualTo(46_512);
    }

    /// Valid days: 16 of 31 in July, 230.4 of 4,608 samples thrown away, the 231st billed: 100 Mbit/s ×
    /// 14.3 × 16/31 = 738.0645.
    @Test
    void aPercentileOfValidDaysIsPaidForTheirShareOfTheMonth() {
        var july = new Bucket(LocalDate.of(2022, 7, 1).toEpochDay() * DAY);
        var accrual = start(profile(BillingMode.PERCENTILE, new Ranking(0, 50, true), 143_000), july);
        accrual.open(ticket(july, july.plus(31 * DAY - 1), 500 * MEGABIT));
        for (int i = 0; i < 16 * DAY; i++) {
            accrual.count(july.plus(i), (i % 20 == 0 && i < 230 * 20 ? 400 : i == 1 ? 100 : 50) * MEGABIT);
        }
        assertThat(accrual.charge()).isEqualTo(7_380_645);
    }

    @ParameterizedTest
    @CsvSource({"1, 60", "3, 180"})
    void daysThatAreMissingAreNothingToAnAverage(int busyDays, long average) {
        var accrual = start(profile(BillingMode.AVERAGE_DAILY_PEAK, Ranking.PEAK, 1_000));
        accrual.open(ticket(START, START.plus(30 * DAY - 1), 2_000 * MEGABIT));
        for (int day = 0; day < busyDays; day++) {
            accrual.count(START.plus(day * DAY + 5), 1_800 * MEGABIT);
        }
        assertThat(accrual.charge()).isEqualTo(average * 1_000);
    }

    @Test
    void theTopFiveDaysAreAveraged() {
        var accrual = start(profile(BillingMode.TOP_FIVE_AVERAGE, Ranking.PEAK, 1));
        accrual.open(ticket(START, START.plus(30 * DAY - 1), 2_000 * MEGABIT));
        for (int day = 0; day < 8; day++) {
            accrual.count(START.plus(day * DAY + day), (100 + 10 * day) * MEGABIT);
            accrual.count(START.plus(day * DAY + day + 1), 50 * MEGABIT);
        }
        assertThat(accrual.charge()).isEqualTo((170 + 160 + 150 + 140 + 130) / 5);
    }

    @Test
    void theFifthHighestSampleCanBeADaysPeak() {
        var accrual = start(profile(BillingMode.DAILY_PEAK, new Ranking(5, 0, false), 1));
        accrual.open(ticket(START, START.plus(DAY - 1), 2_000 * MEGABIT));
        for (int i = 0; i < 10; i++) {
            accrual.count(START.plus(i), (100 + i) * MEGABIT);
        }
        assertThat(accrual.charge()).isEqualTo(105);
    }

    /// Samples up to 7.5 Tbit/s, in a month of 30 and of 31 days; while none is older than the hard acceptance and a
    /// window, all that the last day has may still rise.
    @ParameterizedTest
    @CsvSource({"4, 30", "5, 31"})
    void aMonthOfSamplesTakesLessThanSixKilobytes(int month, int days) {
        var start = new Bucket(LocalDate.of(2026, month, 1).toEpochDay() * DAY);
        var accrual = start(profile(BillingMode.PERCENTILE, Ranking.PERCENTILE_95, 1), start);
        accrual.open(ticket(start, start.plus(days * DAY - 1), Long.MAX_VALUE / 4));
        var random = new Random(3);
        int longest = 0;
        for (int i = 0; i < days * DAY; i++) {
            accrual.freezeBefore(start.plus(Math.max(0, i - DAY - 12)));
            // Falling towards the month's end: the samples that may still rise are none of the highest.
            accrual.count(start.plus(i), (random.nextLong(1L << 46) | 1L << 46) + (days * DAY - i) * (1L << 33));
            if (i % 12 == 0) {
                longest = Math.max(longest, encoded(accrual).size());
            }
        }
        assertThat(longest).isBetween(5_000, 6_000);
    }

    /// Random tickets and usage: least never falls, most rises only by openings, and every later charge
    /// lies between them. What is read back goes on alike.
    @ParameterizedTest
    @EnumSource(BillingMode.class)
    void leastAndMostBoundWhateverComes(BillingMode mode) {
        for (long seed = 1; seed <= 60; seed++) {
            var random = new Random(seed);
            var profile = random(mode, random);
            var calendar = profile.calendar(BUCKET_MILLIS);
            var period = calendar.period(START.plus(DAY), mode.isMonthly());
            var run = new Run(profile, calendar, period);
            for (int step = 0; step < 80; step++) {
                run.step(random);
            }
            run.end();
        }
    }

    private static final class Run {
        private final BillingProfile profile;
        private final BillingCalendar calendar;
        private final BillingPeriod period;
        private final List<TicketCaps> open = new ArrayList<>();
        private final List<Long> used = new ArrayList<>();
        private Accrual accrual;
        /// Is never written and read back.
        private final Accrual kept;
        private Bucket frozen;
        private BigInteger least = BigInteger.ZERO;
        private BigInteger most;

        Run(BillingProfile profile, BillingCalendar calendar, BillingPeriod period) {
            this.profile = profile;
            this.calendar = calendar;
            this.period = period;
            this.accrual = Accrual.start(profile, calendar, period);
            this.kept = Accrual.start(profile, calendar, period);
            this.frozen = new Bucket(period.firstDay() * DAY);
            this.most = accrual.most();
        }

        void step(Random random) {
            long first = period.firstDay() * DAY - profile.offsetMinutes() / 5;
            int length = period.days() * DAY;
            switch (random.nextInt(6)) {
                case 0 -> {
                    long from = first - 30 + random.nextInt(length + 30);
                    var ticket = AccrualTest.ticket(
                            new Bucket(from),
                            new Bucket(Math.max(from + 40, first)),
                            1_000 + random.nextInt(5_000) * 100_000L);
                    accrual.open(ticket);
                    kept.open(ticket);
                    open.add(ticket);
                    used.add(0L);
                    most = accrual.most();
                }
                case 1 -> {
                    if (!open.isEmpty()) {
                        kept.close(open.getFirst(), used.getFirst());
                        accrual.close(open.removeFirst(), used.removeFirst());
                    }
                }
                case 2 -> {
                    frozen = frozen.plus(random.nextInt(length / 40));
                    kept.freezeBefore(frozen);
                    accrual.freezeBefore(frozen);
                }
                default -> count(random, first, length);
            }
            check();
        }

        private void count(Random random, long first, int length) {
            for (int i = 0; i < open.size(); i++) {
                var ticket = open.get(i);
                long from = Math.max(first, ticket.start().number());
                long to = Math.min(first + length - 1, ticket.end().number());
                if (from > to) {
                    continue;
                }
                var bucket = new Bucket(from + random.nextLong(to - from + 1));
                long left = ticket.maxUnits() - used.get(i);
                long units = accrual.headroom(bucket, Math.min(left, random.nextLong(ticket.maxUnitsPerBucket() + 1)));
                if (random.nextInt(9) == 0) {
                    kept.countedElsewhere(units);
                    accrual.countedElsewhere(units);
                } else {
                    kept.count(bucket, units);
                    accrual.count(bucket, units);
                }
                used.set(i, used.get(i) + units);
            }
        }

        private void check() {
            assertThat(accrual.least()).as("%s", profile).isBetween(least, accrual.charge());
            assertThat(accrual.charge()).as("%s", profile).isLessThanOrEqualTo(accrual.most());
            assertThat(accrual.most()).as("%s", profile).isLessThanOrEqualTo(most);
            least = accrual.least();
            most = accrual.most();
            var bytes = encoded(accrual);
            accrual = Rlp.decodeList(bytes, list -> Accrual.read(profile, calendar, period, list))
                            instanceof Decoded.Value<Accrual>(var read)
                    ? read
                    : accrual;
            assertThat(encoded(accrual)).isEqualTo(bytes).isEqualTo(encoded(kept));
            assertThat(accrual.charge()).isEqualTo(kept.charge());
        }

        void end() {
            for (int i = 0; i < open.size(); i++) {
                accrual.close(open.get(i), used.get(i));
            }
            assertThat(accrual.charge()).as("%s", profile).isEqualTo(accrual.most());
        }
    }

    private static BillingProfile random(BillingMode mode, Random random) {
        boolean validDays = random.nextBoolean();
        var ranking = switch (mode) {
            case PER_UNIT, DAILY_TRAFFIC -> Ranking.NONE;
            case DAILY_PEAK, AVERAGE_DAILY_PEAK -> new Ranking(1 + random.nextInt(3), 0, false);
            case PERCENTILE -> new Ranking(0, 1 + random.nextInt(2), validDays);
            case TOP_FIVE_AVERAGE -> new Ranking(1, 0, validDays);
        };
        var tiers = List.of(new Tier(0, Amount.of(9)), new Tier(3, Amount.of(7)), new Tier(11, Amount.of(8)));
        long commitment = random.nextInt(3) == 0 ? 1 + random.nextInt(20) : 0;
        var tariff = new Tariff(random.nextBoolean(), tiers, commitment, commitment == 0 ? Amount.ZERO : Amount.of(12));
        return new BillingProfile(
                UsageKind.BYTES,
                mode,
                BillingScope.PAYER,
                Direction.DOWN,
                ranking,
                mode.isRanked() ? 200_000 : 30_000_000,
                Rounding.values()[random.nextInt(4)],
                (random.nextInt(9) - 4) * 60,
                tariff);
    }

    private static BillingProfile profile(BillingMode mode, Ranking ranking, long price) {
        return new BillingProfile(
                UsageKind.BYTES,
                mode,
                BillingScope.PAYER,
                Direction.DOWN,
                ranking,
                1_000_000,
                Rounding.EXACT,
                0,
                Tariff.flat(Amount.of(price)));
    }

    private static Accrual start(BillingProfile profile) {
        return start(profile, START);
    }

    private static Accrual start(BillingProfile profile, Bucket bucket) {
        var calendar = profile.calendar(BUCKET_MILLIS);
        return Accrual.start(
                profile, calendar, calendar.period(bucket, profile.mode().isMonthly()));
    }

    private static TicketCaps ticket(Bucket from, Bucket to, long perBucket) {
        return new TicketCaps(perBucket, perBucket, from, to);
    }

    private static Bytes encoded(Accrual accrual) {
        return Rlp.list(accrual::write);
    }
}
