// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

/// What of a scope's usage is priced. Protocol §8.
public enum BillingMode {
    /// All units of the month.
    PER_UNIT(1, true),
    /// All units of the day.
    DAILY_TRAFFIC(2, false),
    /// The highest sample of the day, or one of a lower rank.
    DAILY_PEAK(3, false),
    /// The sum of the month's daily peaks over its days.
    AVERAGE_DAILY_PEAK(4, true),
    /// The highest sample of the month that is left when the highest twentieth, or another share, is
    /// thrown away.
    PERCENTILE(5, true),
    /// The average of the month's five highest daily peaks.
    TOP_FIVE_AVERAGE(6, true);

    private final int code;
    private final boolean monthly;

    BillingMode(int code, boolean monthly) {
        this.code = code;
        this.monthly = monthly;
    }

    /// The mode's number in canonical bytes; never reused.
    public int code() {
        return code;
    }

    /// Whether the period is a month of the profile's calendar; else it is a day.
    public boolean isMonthly() {
        return monthly;
    }

    /// Whether samples are ranked; else units are added up.
    public boolean isRanked() {
        return this != PER_UNIT && this != DAILY_TRAFFIC;
    }

    public static BillingMode of(int code) {
        for (var mode : values()) {
            if (mode.code == code) {
                return mode;
            }
        }
        throw new IllegalArgumentException("no billing mode has the code " + code);
    }
}
