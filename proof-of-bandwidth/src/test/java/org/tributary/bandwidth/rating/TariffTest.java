// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.primitives.Amount;

class TariffTest {
    /// In hundredths of a currency's unit: 0.20 up to 10,000 GB, 0.17 above.
    private static final List<Tier> TIERS = List.of(tier(0, 20), tier(10_000, 17));

    private static final Tariff PROGRESSIVE = new Tariff(false, TIERS, 0, Amount.ZERO);
    private static final Tariff WHOLE = new Tariff(true, TIERS, 0, Amount.ZERO);

    /// 10,300 GB: 10,000 × 0.20 + 300 × 0.17.
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 20", "10000, 200000", "10300, 205100"})
    void progressiveTiersPriceTheirOwnPart(long quantity, long cost) {
        assertThat(PROGRESSIVE.charge(Quantity.whole(quantity))).isEqualTo(cost);
    }

    @ParameterizedTest
    @CsvSource({"9999, 199980", "10000, 170000", "10300, 175100"})
    void wholeQuantityTiersPriceAllOfIt(long quantity, long cost) {
        assertThat(WHOLE.charge(Quantity.whole(quantity))).isEqualTo(cost);
    }

    /// 8,500 GB cost 170,000; more may cost as little as 170,000, which is 10,000 GB's price.
    @ParameterizedTest
    @CsvSource({"8000, 160000", "8500, 170000", "9999, 170000", "10000, 170000", "10001, 170017"})
    void theLeastOfAWholeQuantityIsThatOfTheNextTierWhereItCostsLess(long quantity, long least) {
        assertThat(WHOLE.least(Quantity.whole(quantity))).isEqualTo(least);
    }

    @Test
    void aCommitmentIsChargedAtLeastAndWhatIsAboveBursts() {
        var tariff = new Tariff(false, List.of(tier(0, 100)), 50, Amount.of(130));
        assertThat(tariff.charge(Quantity.whole(10))).isEqualTo(5_000);
        assertThat(tariff.charge(Quantity.whole(50))).isEqualTo(5_000);
        assertThat(tariff.charge(Quantity.whole(60))).isEqualTo(5_000 + 10 * 130);
        assertThat(tariff.least(Quantity.whole(10))).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void leastAndMostBoundEveryLaterCharge(long seed) {
        var random = new Random(seed);
        for (int run = 0; run < 300; run++) {
            var tariff = random(random);
            int from = random.nextInt(60);
            int to = from + random.nextInt(60);
            var least = tariff.least(Quantity.whole(from));
            var most = tariff.most(Quantity.whole(from), Quantity.whole(to));
            BigInteger before = least;
            for (int quantity = from; quantity <= to; quantity++) {
                var at = Quantity.whole(quantity);
                assertThat(tariff.charge(at)).as("%s at %d", tariff, quantity).isBetween(least, most);
                assertThat(tariff.least(at)).as("%s at %d", tariff, quantity).isBetween(before, most);
                before = tariff.least(at);
            }
        }
    }

    @Test
    void refusesWhatIsNoTariff() {
        assertThatThrownBy(() -> new Tariff(false, List.of(), 0, Amount.ZERO)).hasMessageContaining("1 to 16 tiers");
        assertThatThrownBy(() -> new Tariff(false, List.of(tier(1, 1)), 0, Amount.ZERO))
                .hasMessageContaining("begins at 0");
        assertThatThrownBy(() -> new Tariff(false, List.of(tier(0, 1), tier(0, 2)), 0, Amount.ZERO))
                .hasMessageContaining("above the one before");
        assertThatThrownBy(() -> new Tariff(false, List.of(tier(0, 1)), 0, Amount.of(1)))
                .hasMessageContaining("burst price");
    }

    private static Tariff random(Random random) {
        var tiers = new ArrayList<Tier>();
        tiers.add(tier(0, random.nextInt(20)));
        for (int from = 1 + random.nextInt(30); from < 100 && tiers.size() < 4; from += 1 + random.nextInt(30)) {
            tiers.add(tier(from, random.nextInt(20)));
        }
        boolean committed = random.nextInt(3) == 0;
        return new Tariff(
                random.nextBoolean(),
                tiers,
                committed ? 1 + random.nextInt(80) : 0,
                Amount.of(committed ? random.nextInt(20) : 0));
    }

    private static Tier tier(long from, long price) {
        return new Tier(from, Amount.of(price));
    }
}
