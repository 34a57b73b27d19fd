// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.BillingScope;
import org.tributary.bandwidth.rating.Direction;
import org.tributary.bandwidth.rating.Ranking;
import org.tributary.bandwidth.rating.Rounding;
import org.tributary.bandwidth.rating.Tariff;
import org.tributary.primitives.Amount;
import org.tributary.primitives.UsageKind;

/// A bill is recomputed alike whatever its profile, and where caps cut.
class BillingModesTest {
    private static final long ROOM = 1L << 40;

    private static Stream<BillingProfile> profiles() {
        return Stream.of(BillingMode.values())
                .flatMap(mode -> Stream.of(BillingScope.values()).map(scope -> profile(mode, scope)));
    }

    private static BillingProfile profile(BillingMode mode, BillingScope scope) {
        var ranking = switch (mode) {
            case PER_UNIT, DAILY_TRAFFIC -> Ranking.NONE;
            case PERCENTILE -> new Ranking(0, 1, false);
            default -> Ranking.PEAK;
        };
        return new BillingProfile(
                UsageKind.BYTES,
                mode,
                scope,
                Direction.DOWN,
                ranking,
                1,
                Rounding.EXACT,
                0,
                Tariff.flat(Amount.of(1_000_000)));
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void aBillOfAnyModeIsRecomputed(BillingProfile profile) {
        var network = new BilledNetwork(profile, ROOM);
        network.serve(12);

        var summary = verified(network);
        assertThat(summary.totals().billed()).isEqualTo(network.billed());
        // A single sample is thrown away by the percentile.
        if (profile.mode() != BillingMode.PERCENTILE) {
            assertThat(network.billed()).isGreaterThan(Amount.ZERO);
        }
    }

    @Test
    void aBillWithCutRowsIsRecomputed() {
        var network = new BilledNetwork(profile(BillingMode.PER_UNIT, BillingScope.PROVIDER), 4_000);
        network.serve(12);

        verified(network);
        assertThat(cut(network)).isNotEmpty();
    }

    private static BillSummary verified(BilledNetwork network) {
        var bundle = Bundle.collect(
                out -> assertThat(network.exporter().export(out).accepted()).isTrue());
        var verdict = BillVerifier.verify(network.validators.spec, bundle.source());
        assertThat(verdict).isInstanceOf(BillVerdict.Verified.class);
        return ((BillVerdict.Verified) verdict).summary();
    }

    private static List<UsageLeaf> cut(BilledNetwork network) {
        return network.metering.windows().stream()
                .flatMap(window -> network.metering.leaves(window).stream())
                .flatMap(row -> row.leaves().stream())
                .filter(leaf -> leaf.units() < leaf.newTotal() - leaf.oldTotal())
                .toList();
    }
}
