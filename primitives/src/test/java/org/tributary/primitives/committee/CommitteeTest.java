// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.committee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitteeTest {
    @ParameterizedTest
    @CsvSource({"1,1,0", "4,3,1", "5,4,1", "6,5,1", "7,5,2", "10,7,3", "21,15,6"})
    void quorumAndFaultsOfEachSize(int size, int quorum, int faults) {
        var committee = Seats.of(size).committee();
        assertThat(committee.quorum()).isEqualTo(quorum);
        assertThat(committee.faults()).isEqualTo(faults);
        assertThat(committee.weakQuorum()).isEqualTo(faults + 1);
    }

    @Test
    void anyTwoQuorumsShareACorrectMemberAndTheCorrectOnesReachOne() {
        for (int size = 1; size <= 30; size++) {
            var committee = Seats.of(size).committee();
            assertThat(2 * committee.quorum() - size).isGreaterThan(committee.faults());
            assertThat(size - committee.faults()).isGreaterThanOrEqualTo(committee.quorum());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 64})
    void sizeIsBounded(int size) {
        assertThatThrownBy(() -> Seats.of(size).committee()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneKeyHasOneSeat() {
        var members = new ArrayList<>(Seats.of(4).committee().members());
        members.set(3, members.get(0));
        assertThatThrownBy(() -> new Committee(0, List.copyOf(members))).hasMessageContaining("twice");
    }

    @Test
    void seatIsFoundByKey() {
        var committee = Seats.of(4).committee();
        assertThat(committee.seat(committee.member(2).consensusKey())).hasValue(2);
        assertThat(committee.seat(Seats.key(99).publicKey())).isEmpty();
    }
}
