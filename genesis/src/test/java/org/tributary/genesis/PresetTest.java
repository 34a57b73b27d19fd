// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;

class PresetTest {
    /// A new hash is a new network: whoever changes a preset or the canonical form changes this line on purpose.
    @ParameterizedTest
    @CsvSource({
        "DEVNET,0xad4465d772f41296e0bb2ebd540f5fcf8d7d778ab89f39c2020302ad4f6d0d1c",
        "MAINNET,0x6e3831d8222de24a42529e3d35961cc97f4da292f6ec7be41aceca8c50c6130a"
    })
    void hasTheGoldenHash(Preset preset, String hash) {
        assertThat(preset.found(Networks.founders(4)).hash()).hasToString(hash);
    }

    @ParameterizedTest
    @EnumSource
    void givesOutExactlyTheSupply(Preset preset) {
        var spec = preset.found(Networks.founders(7));
        var sum = spec.allocations().values().stream().reduce(spec.token().reserve(), Amount::plus);
        assertThat(sum).isEqualTo(spec.token().supply());
    }

    @ParameterizedTest
    @EnumSource
    void seatsEveryFounderOnEveryChain(Preset preset) {
        var founders = Networks.founders(4);
        var spec = preset.found(founders);
        assertThat(spec.chains()).contains(new ChainName("cdn"), ChainName.MAIN);
        assertThat(spec.chains())
                .allSatisfy(chain -> assertThat(spec.committee(chain).members()).isEqualTo(founders.validators()));
    }

    @Test
    void mainnetTimesAreThoseOfTheProtocol() {
        var buckets = Preset.MAINNET
                .found(Networks.founders(4))
                .serviceChains()
                .getFirst()
                .buckets();
        assertThat(buckets.bucketMillis()).isEqualTo(300_000);
        assertThat(buckets.softAcceptanceBuckets() * buckets.bucketMillis()).isEqualTo(2 * 3_600_000);
        assertThat(buckets.hardAcceptanceBuckets() * buckets.bucketMillis()).isEqualTo(24 * 3_600_000);
    }

    @Test
    void anotherSeedIsAnotherNetwork() {
        var founders = Networks.founders(4);
        var later = new Founders(founders.validators(), founders.accounts(), 1, founders.epochSeed());
        assertThat(Preset.DEVNET.found(later).hash())
                .isNotEqualTo(Networks.devnet().hash());
    }

    @Test
    void refusesANetworkOfNobody() {
        assertThatThrownBy(() -> Preset.DEVNET.found(Networks.founders(0))).hasMessageStartingWith("validators: ");
    }

    @Test
    void refusesMoreValidatorsThanTheMainNetworkHasSeats() {
        assertThatThrownBy(() -> Preset.MAINNET.found(Networks.founders(22)))
                .hasMessageContaining("rules.election.epoch.seats is 21");
    }

    @Test
    void holdbackFallsWithAge() {
        var settlement = Preset.MAINNET.found(Networks.founders(4)).settlement();
        long day = 86_400_000;
        assertThat(settlement.holdbackBasisPoints(0)).isEqualTo(3_000);
        assertThat(settlement.holdbackBasisPoints(30 * day - 1)).isEqualTo(3_000);
        assertThat(settlement.holdbackBasisPoints(30 * day)).isEqualTo(2_000);
        assertThat(settlement.holdbackBasisPoints(90 * day)).isEqualTo(1_000);
        assertThat(settlement.holdbackBasisPoints(1_000 * day)).isEqualTo(500);
    }
}
