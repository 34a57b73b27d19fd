// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tributary.primitives.Bucket;

class BillingCalendarTest {
    private static final long MAINNET_BUCKET = 300_000;

    @Test
    void monthsAreThoseOfTheCivilCalendar() {
        for (var date = LocalDate.EPOCH; date.getYear() < 2405; date = date.plusDays(1)) {
            var month = BillingPeriod.month(date.toEpochDay());
            assertThat(month)
                    .isEqualTo(new BillingPeriod(
                            date.getYear() * 12L + date.getMonthValue() - 1,
                            date.withDayOfMonth(1).toEpochDay(),
                            date.lengthOfMonth()));
        }
    }

    /// 288 samples a day, whatever the length of the chain's buckets.
    @ParameterizedTest
    @CsvSource({"200, 1500", "1000, 300", "60000, 5", "300000, 1"})
    void samplesAreOfFiveMinutes(long bucketMillis, long bucketsPerSample) {
        var calendar = new BillingCalendar(bucketMillis, 0);
        assertThat(calendar.isEven()).isTrue();
        assertThat(calendar.samplesPerDay()).isEqualTo(288);
        assertThat(calendar.bucketsPerSample()).isEqualTo(bucketsPerSample);
        assertThat(calendar.sample(new Bucket(bucketsPerSample - 1))).isZero();
        assertThat(calendar.sample(new Bucket(bucketsPerSample))).isEqualTo(1);
    }

    @Test
    void longerBucketsAreTheirOwnSamplesWhereADayIsAWholeNumberOfThem() {
        assertThat(new BillingCalendar(3_600_000, 0).samplesPerDay()).isEqualTo(24);
        assertThat(new BillingCalendar(3_600_000, 0).isEven()).isTrue();
        assertThat(new BillingCalendar(700, 0).isEven()).isFalse();
        assertThat(new BillingCalendar(2_100_000, 0).isEven()).isFalse();
    }

    /// The last bucket of 2026-02-28 in UTC is the first of March eight hours to the east.
    @ParameterizedTest
    @CsvSource({"0, 2026, 2", "480, 2026, 3", "15, 2026, 3", "-480, 2026, 2", "840, 2026, 3"})
    void anOffsetMovesTheDay(int offsetMinutes, long year, long month) {
        long day = LocalDate.of(2026, 2, 28).toEpochDay();
        var last = new Bucket((day + 1) * 288 - 1);
        var period = new BillingCalendar(MAINNET_BUCKET, offsetMinutes).period(last, true);
        assertThat(period.number()).isEqualTo(year * 12 + month - 1);
    }

    @Test
    void whatLiesBefore1970CountsAsItsFirstMoment() {
        var calendar = new BillingCalendar(MAINNET_BUCKET, -720);
        assertThat(calendar.day(new Bucket(0))).isZero();
        assertThat(calendar.period(new Bucket(0), true)).isEqualTo(BillingPeriod.month(0));
    }
}
