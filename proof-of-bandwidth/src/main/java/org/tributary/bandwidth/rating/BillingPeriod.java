// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

/// One day or one month of a calendar, counted from 1970 on in the calendar's own time.
///
/// @param number of the day, or year × 12 + month − 1
/// @param firstDay days since 1970-01-01
public record BillingPeriod(long number, long firstDay, int days) {
    private static final long DAYS_OF_ERA = 146_097;
    private static final long EPOCH_IN_ERA = 719_468;

    static BillingPeriod day(long day) {
        return new BillingPeriod(day, day, 1);
    }

    /// The month that a day lies in. Years are counted from March on, so that the leap day is their
    /// last: then the months' first days are a straight line, rounded.
    static BillingPeriod month(long day) {
        long sinceEra = day + EPOCH_IN_ERA;
        long dayOfEra = sinceEra % DAYS_OF_ERA;
        long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long fromMarch = (5 * dayOfYear + 2) / 153;
        long marchYear = yearOfEra + sinceEra / DAYS_OF_ERA * 400;
        long number = marchYear * 12 + fromMarch + 2;
        long first = firstDay(number);
        return new BillingPeriod(number, first, (int) (firstDay(number + 1) - first));
    }

    private static long firstDay(long month) {
        long marchYear = (month - 2) / 12;
        long fromMarch = (month - 2) % 12;
        long leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400;
        return 365 * marchYear + leapDays + (153 * fromMarch + 2) / 5 - EPOCH_IN_ERA;
    }

    boolean contains(long day) {
        return day >= firstDay && day < firstDay + days;
    }
}
