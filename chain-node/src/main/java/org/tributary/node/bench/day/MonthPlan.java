// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench.day;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.BillingScope;
import org.tributary.bandwidth.rating.Direction;
import org.tributary.bandwidth.rating.Ranking;
import org.tributary.bandwidth.rating.Rounding;
import org.tributary.bandwidth.rating.Tariff;
import org.tributary.primitives.Amount;
import org.tributary.primitives.UsageKind;

/// A month of one payer, billed by its 95th percentile over all providers together. In each sample of five minutes
/// sessions of an hour begin, each at the next provider in turn; all of them end within the samples.
///
/// @param samples that have usage, from the month's first on
/// @param ranking of a percentile
record MonthPlan(int samples, int providers, int sessionsPerSample, Ranking ranking) {
    static final int SAMPLES_OF_MONTH = 30 * 288;
    /// Of the 95th percentile.
    static final int DISCARDED = SAMPLES_OF_MONTH / 20;
    static final int MOST_PROVIDERS = 5_000;

    /// April: a month of 30 days.
    static final long START_MILLIS = LocalDate.of(2025, 4, 1).toEpochDay() * 86_400_000;

    static final Amount COVER = Amount.ofTokens(900_000);

    private static final int SESSION_BUCKETS = 12;

    /// With two dozen sessions at a time some 300 TB a day: what one receipt stands for on average.
    private static final long RECEIPT_BYTES = 43_000_000_000L;

    private static final int[] PERCENT_OF_HOUR = {
        70, 60, 50, 45, 45, 50, 60, 75, 90, 95, 100, 100, 105, 105, 105, 110, 115, 125, 140, 155, 170, 165, 140, 105
    };
    private static final int SPREAD = 51;
    private static final int HIGHEST_PERCENT = 170 * 125;

    private static final long MEGABIT = 1_000_000;
    /// Of one Mbit/s for the month: a hundredth of a token.
    private static final Amount PRICE = new Amount(BigInteger.TEN.pow(16));

    /// As many sessions as it takes for every provider to have one, and two in each sample at least.
    static MonthPlan of(int samples, int providers) {
        return new MonthPlan(samples, providers, Math.max(2, Math.ceilDiv(providers, samples)), Ranking.PERCENTILE_95);
    }

    private BillingProfile profile() {
        return new BillingProfile(
                UsageKind.BYTES,
                BillingMode.PERCENTILE,
                BillingScope.PAYER,
                Direction.DOWN,
                ranking,
                MEGABIT,
                Rounding.EXACT,
                0,
                Tariff.flat(PRICE));
    }

    int provider(long session) {
        return (int) (session % providers);
    }

    /// What a session brings that begins in a sample: it follows the hour of the day, give or take a quarter.
    DaySession.Traffic traffic(long session, int sample) {
        var totals = new ArrayList<Long>();
        long total = 0;
        for (int i = sample; i < Math.min(sample + SESSION_BUCKETS, samples); i++) {
            total += units(session, i);
            totals.add(total);
        }
        return new DaySession.Traffic(profile(), totals, RECEIPT_BYTES * HIGHEST_PERCENT / 10_000);
    }

    private static long units(long session, int sample) {
        long hash = (session * SAMPLES_OF_MONTH + sample) * 0x9E3779B97F4A7C15L;
        int spread = 75 + (int) Math.floorMod(hash >>> 32, SPREAD);
        long exact = RECEIPT_BYTES * PERCENT_OF_HOUR[sample / 12 % 24] * spread / 10_000;
        return exact - Math.floorMod(hash, 1_000_000L);
    }

    /// What the month comes to, from all its samples sorted: nobody's code but this.
    ///
    /// @param units by sample
    Amount reference(List<Long> units) {
        var sorted = units.stream().sorted().toList().reversed();
        long billed = sorted.get(SAMPLES_OF_MONTH * ranking.discardPerMille() / 1_000);
        long sampleSeconds = SoloNetwork.BUCKET_MILLIS / 1_000;
        return new Amount(PRICE.units()
                .multiply(BigInteger.valueOf(billed))
                .multiply(BigInteger.valueOf(8))
                .divide(BigInteger.valueOf(sampleSeconds * MEGABIT)));
    }
}
