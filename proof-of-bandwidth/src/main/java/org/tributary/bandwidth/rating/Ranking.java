// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

/// Which sample counts where samples are ranked.
///
/// @param rank of the sample that is a day's peak: 1 is the highest; 0 where days have no peaks
/// @param discardPerMille how many of a thousand samples a percentile throws away, from the highest
///     down
/// @param validDays whether days without usage are left out: samples are of the other days only, and
///     the result is paid for their
/// share of the period
public record Ranking(int rank, int discardPerMille, boolean validDays) {
    public static final Ranking NONE = new Ranking(0, 0, false);
    public static final Ranking PEAK = new Ranking(1, 0, false);
    /// Of 8,640 samples in 30 days 432 are thrown away, and the 433rd is billed.
    public static final Ranking PERCENTILE_95 = new Ranking(0, 50, false);

    static final int MAX_RANK = 12;
    private static final int MAX_DISCARD = 100;

    public Ranking {
        if (rank < 0 || rank > MAX_RANK) {
            throw new IllegalArgumentException("a day's peak is one of its " + MAX_RANK + " highest samples");
        }
        if (discardPerMille < 0 || discardPerMille > MAX_DISCARD) {
            throw new IllegalArgumentException("a percentile throws away 0 to " + MAX_DISCARD + " of 1,000 samples");
        }
    }

    boolean fits(BillingMode mode) {
        return switch (mode) {
            case PER_UNIT, DAILY_TRAFFIC -> equals(NONE);
            case DAILY_PEAK, AVERAGE_DAILY_PEAK -> rank > 0 && discardPerMille == 0 && !validDays;
            case PERCENTILE -> rank == 0 && discardPerMille > 0;
            case TOP_FIVE_AVERAGE -> rank > 0 && discardPerMille == 0;
        };
    }
}
