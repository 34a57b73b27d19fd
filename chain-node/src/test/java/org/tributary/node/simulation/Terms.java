// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import java.util.Random;
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.BillingScope;
import org.tributary.bandwidth.rating.Direction;
import org.tributary.bandwidth.rating.Ranking;
import org.tributary.bandwidth.rating.Rounding;
import org.tributary.bandwidth.rating.Tariff;
import org.tributary.bandwidth.rating.Tier;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.UsageKind;

/// What a ticket allows, and how its usage is billed.
///
/// @param sharedPerBucket what all tickets of its capability may bring together in a bucket
record Terms(ChainName chain, BillingProfile profile, long maxUnits, long maxUnitsPerBucket, long sharedPerBucket) {
    private static final long PLENTY = 1L << 30;

    /// A few rounds' worth, and about half of what a busy one would bring.
    private static final long TIGHT = 30_000;

    private static final long TIGHT_BUCKET = 5_000;
    private static final long QUANTUM = 7;
    private static final Tariff FLAT = Tariff.flat(Amount.of(1_000));

    /// More costs less of each unit, and there is a least that is charged.
    private static final Tariff TIERED = new Tariff(
            false,
            List.of(new Tier(0, Amount.of(1_000)), new Tier(500, Amount.of(700)), new Tier(5_000, Amount.of(300))),
            20_000,
            Amount.of(400));

    /// Bytes, by the unit, and enough of everything.
    static final Terms PLAIN = new Terms(
            World.CDN, BillingProfile.perUnit(UsageKind.BYTES, Amount.of(1_000), QUANTUM), PLENTY, PLENTY, 1L << 40);

    /// Call time on a chain of its own.
    static final Terms CALLS = new Terms(
            World.VOIP,
            BillingProfile.perUnit(UsageKind.CALL_MILLISECONDS, Amount.of(1_000), QUANTUM),
            PLENTY,
            PLENTY,
            1L << 40);

    /// All tickets of a run have the same profile and share one capability.
    static Terms draw(Random random) {
        var profile = random.nextInt(3) == 0 ? PLAIN.profile : profile(random);
        return switch (random.nextInt(6)) {
            case 0 -> new Terms(World.CDN, profile, TIGHT, PLENTY, 1L << 40);
            case 1 -> new Terms(World.CDN, profile, PLENTY, TIGHT_BUCKET, 1L << 40);
            case 2 -> new Terms(World.CDN, profile, PLENTY, PLENTY, 2 * TIGHT_BUCKET);
            default -> new Terms(World.CDN, profile, PLENTY, PLENTY, 1L << 40);
        };
    }

    private static BillingProfile profile(Random random) {
        var mode = BillingMode.values()[random.nextInt(BillingMode.values().length)];
        var ranking = switch (mode) {
            case PER_UNIT, DAILY_TRAFFIC -> Ranking.NONE;
            case DAILY_PEAK, AVERAGE_DAILY_PEAK, TOP_FIVE_AVERAGE -> new Ranking(1 + random.nextInt(2), 0, false);
            // Of the samples of one day none is thrown away, of those of a month some.
            case PERCENTILE -> new Ranking(0, 1 + random.nextInt(3), random.nextInt(3) > 0);
        };
        return new BillingProfile(
                UsageKind.BYTES,
                mode,
                random.nextBoolean() ? BillingScope.PROVIDER : BillingScope.PAYER,
                Direction.DOWN,
                ranking,
                QUANTUM,
                Rounding.values()[random.nextInt(Rounding.values().length)],
                // Into the next day, or not.
                random.nextInt(3) * 105,
                random.nextBoolean() ? FLAT : TIERED);
    }

    boolean isRanked() {
        return profile.mode().isRanked();
    }

    boolean isShared() {
        return sharedPerBucket < PLENTY;
    }
}
