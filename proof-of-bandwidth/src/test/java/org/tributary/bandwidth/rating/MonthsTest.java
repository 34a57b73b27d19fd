// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.UsageKind;

/// Months of every length, days that begin elsewhere, days without usage, rounding, and what a gigabyte
/// is. Origin: getlago/lago-api#1035, #1840 and #6173 (months shorter than the one before), #1179 and
/// #2244 (customers' time zones), storj/storj#4102 and #6899 (GB and GiB), useautumn/autumn#3407 (lines
/// that are rounded one by one); CDN price lists: 95th of valid days.
class MonthsTest {
    private static final long BUCKET_MILLIS = 300_000;
    private static final int DAY = 288;
    /// Bytes in five minutes at one Mbit/s.
    private static final long MEGABIT = 37_500_000;

    private static final long CAP = 10_000 * MEGABIT;

    /// 5 % of a month's samples are thrown away, rounded down.
    @ParameterizedTest
    @CsvSource({"2026-02-01, 28, 403", "2028-02-01, 29, 417", "2026-04-01, 30, 432", "2026-07-01, 31, 446"})
    void eachLengthOfMonthThrowsAwayItsOwnTwentieth(LocalDate month, int days, int discarded) {
        var first = new Bucket(month.toEpochDay() * DAY);
        var accrual = start(profile(Ranking.PERCENTILE_95, 1_000_000, Rounding.EXACT, 0), first);
        open(accrual, first, days);
        for (int i = 0; i < days * DAY; i++) {
            // A permutation: the step shares no factor with any month's number of samples.
            accrual.count(first.plus(i * 5_003L % (days * DAY)), (i + 1) * MEGABIT);
        }
        assertThat(accrual.charge()).isEqualTo(days * DAY - discarded);
        assertThat(accrual.least()).isEqualTo(accrual.charge());
    }

    /// Random series with empty days and hours, in months of every length and days that begin anywhere:
    /// what accrues sample by sample is what sorting the month gives.
    @ParameterizedTest
    @CsvSource({"2026-02-01, 28, 0", "2028-02-01, 29, 480", "2026-04-01, 30, -720", "2026-07-01, 31, 345"})
    void anyMonthIsTheSortedReference(LocalDate month, int days, int offsetMinutes) {
        for (long seed = 1; seed <= 10; seed++) {
            var random = new Random(seed);
            boolean validDays = random.nextBoolean();
            var profile = profile(new Ranking(0, 50, validDays), 1_000_000, Rounding.EXACT, offsetMinutes);
            var first = new Bucket(month.toEpochDay() * DAY - offsetMinutes / 5);
            var accrual = start(profile, first);
            open(accrual, first, days);
            var samples = series(days, random);
            var least = BigInteger.ZERO;
            for (var sample : samples.entrySet()) {
                accrual.count(first.plus(sample.getKey()), sample.getValue());
                if (sample.getKey() % 16 == 0) {
                    assertThat(accrual.least()).isGreaterThanOrEqualTo(least);
                    least = accrual.least();
                }
            }
            accrual.close(new TicketCaps(Long.MAX_VALUE, CAP, first, first.plus(days * DAY - 1L)), 0);
            assertThat(accrual.charge())
                    .as("seed %d, valid days %s", seed, validDays)
                    .isEqualTo(reference(samples, days, validDays));
        }
    }

    private static SortedMap<Long, Long> series(int days, Random random) {
        var samples = new TreeMap<Long, Long>();
        for (int day = 0; day < days; day++) {
            if (random.nextInt(3) == 0) {
                continue;
            }
            for (int i = random.nextInt(DAY); i < DAY; i += 1 + random.nextInt(4)) {
                samples.put((long) day * DAY + i, 1 + random.nextLong(CAP));
            }
        }
        return samples;
    }

    private static BigInteger reference(SortedMap<Long, Long> samples, int days, boolean validDays) {
        int valid = (int)
                samples.keySet().stream().map(sample -> sample / DAY).distinct().count();
        var sorted = new ArrayList<>(samples.values());
        sorted.sort(Comparator.reverseOrder());
        int rank = (validDays ? valid : days) * DAY * 5 / 100;
        var units = BigInteger.valueOf(rank < sorted.size() ? sorted.get(rank) : 0);
        var bits = units.multiply(BigInteger.valueOf(8));
        var perSecond = BigInteger.valueOf(300L * 1_000_000);
        return validDays
                ? bits.multiply(BigInteger.valueOf(valid)).divide(perSecond.multiply(BigInteger.valueOf(days)))
                : bits.divide(perSecond);
    }

    @Test
    void aMonthWithoutUsageCostsNothingAndOneOfEmptyDaysNoMoreThanItsSamples() {
        var first = new Bucket(LocalDate.of(2026, 2, 1).toEpochDay() * DAY);
        var accrual = start(profile(Ranking.PERCENTILE_95, 1_000_000, Rounding.EXACT, 0), first);
        open(accrual, first, 28);
        assertThat(accrual.charge()).isZero();
        // 403 samples are thrown away: what a day and a half brings is free.
        for (int i = 0; i < 403; i++) {
            accrual.count(first.plus(i), 900 * MEGABIT);
        }
        assertThat(accrual.charge()).isZero();
        accrual.count(first.plus(27 * DAY), 5 * MEGABIT);
        assertThat(accrual.charge()).isEqualTo(5);
    }

    /// No bucket belongs to two months, and none to no month.
    @ParameterizedTest
    @ValueSource(ints = {0, 15, 480, -480, 840, -720})
    void monthsFollowEachOtherWithoutAGap(int offsetMinutes) {
        var calendar = new BillingCalendar(BUCKET_MILLIS, offsetMinutes);
        var month = calendar.period(new Bucket(LocalDate.of(2023, 12, 14).toEpochDay() * DAY), true);
        for (int i = 0; i < 60; i++) {
            var next = calendar.next(month, true);
            assertThat(calendar.period(calendar.last(month), true)).isEqualTo(month);
            assertThat(calendar.period(calendar.last(month).next(), true)).isEqualTo(next);
            assertThat(next.number()).isEqualTo(month.number() + 1);
            month = next;
        }
    }

    /// 1,073,741,824 bytes are one GiB, and 1.073741824 GB.
    @ParameterizedTest
    @CsvSource({
        "1000000000, EXACT, 1073",
        "1000000000, DOWN, 1000",
        "1000000000, NEAREST, 1000",
        "1000000000, UP, 2000",
        "1073741824, EXACT, 1000",
        "1073741824, DOWN, 1000",
        "1073741824, NEAREST, 1000",
        "1073741824, UP, 1000"
    })
    void aGigabyteIsWhatTheProfileSays(long quantum, Rounding rounding, long charge) {
        var first = new Bucket(LocalDate.of(2026, 4, 1).toEpochDay() * DAY);
        var profile = new BillingProfile(
                UsageKind.BYTES,
                BillingMode.PER_UNIT,
                BillingScope.PROVIDER,
                Direction.DOWN,
                Ranking.NONE,
                quantum,
                rounding,
                0,
                Tariff.flat(Amount.of(1_000)));
        var accrual = start(profile, first);
        accrual.open(new TicketCaps(1L << 30, 1L << 30, first, first.plus(9)));
        // In parts: what is rounded is the month's sum, once.
        for (int i = 0; i < 8; i++) {
            accrual.count(first.plus(i), 1L << 27);
        }
        assertThat(accrual.charge()).isEqualTo(charge);
    }

    /// 1,000 Mbit/s of 10^6 bits, or of 2^20.
    @ParameterizedTest
    @CsvSource({"1000000, 1000", "1048576, 953"})
    void aMegabitIsWhatTheProfileSays(long quantum, long charge) {
        var first = new Bucket(LocalDate.of(2026, 4, 1).toEpochDay() * DAY);
        var accrual = start(
                new BillingProfile(
                        UsageKind.BYTES,
                        BillingMode.DAILY_PEAK,
                        BillingScope.PROVIDER,
                        Direction.DOWN,
                        Ranking.PEAK,
                        quantum,
                        Rounding.EXACT,
                        0,
                        Tariff.flat(Amount.of(1))),
                first);
        open(accrual, first, 1);
        accrual.count(first, 1_000 * MEGABIT);
        assertThat(accrual.charge()).isEqualTo(charge);
    }

    private static void open(Accrual accrual, Bucket first, int days) {
        accrual.open(new TicketCaps(Long.MAX_VALUE, CAP, first, first.plus((long) days * DAY - 1)));
    }

    private static BillingProfile profile(Ranking ranking, long quantum, Rounding rounding, int offsetMinutes) {
        return new BillingProfile(
                UsageKind.BYTES,
                BillingMode.PERCENTILE,
                BillingScope.PAYER,
                Direction.DOWN,
                ranking,
                quantum,
                rounding,
                offsetMinutes,
                Tariff.flat(Amount.of(1)));
    }

    private static Accrual start(BillingProfile profile, Bucket bucket) {
        var calendar = profile.calendar(BUCKET_MILLIS);
        return Accrual.start(
                profile, calendar, calendar.period(bucket, profile.mode().isMonthly()));
    }
}
