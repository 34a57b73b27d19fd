// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.bandwidth.proof.RatingKey;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.crypto.Keccak;

/// Protocol §8: a pool that is short pays pro rata within a window.
class FundingTest {
    private static final Hash POOL = Keccak.hash(Bytes.of(1));

    static RatingRow row(int provider, long amount) {
        var address = Address.reserved(0xe0 + provider);
        var key = new RatingKey(POOL, address, UsageKind.BYTES, POOL, 1);
        return new RatingRow(key, address, 1, Amount.of(amount), new Bucket(0));
    }

    private static List<Funding.Part> fund(List<RatingRow> rows, long authorised, long rest) {
        return Funding.of(rows, new TreeMap<>(), Amount.of(authorised), Amount.of(rest));
    }

    private static Amount sum(List<Amount> amounts) {
        return amounts.stream().reduce(Amount.ZERO, Amount::plus);
    }

    private static List<Amount> covers(List<Funding.Part> parts) {
        return parts.stream().map(Funding.Part::cover).toList();
    }

    @Test
    void enoughPaysAll() {
        assertThat(covers(fund(List.of(row(1, 30), row(2, 70)), 100, 0))).containsExactly(Amount.of(30), Amount.of(70));
    }

    @Test
    void tooLittleIsDividedByTheLargestRemainder() {
        assertThat(covers(fund(List.of(row(1, 10), row(2, 10), row(3, 10)), 20, 0)))
                .containsExactly(Amount.of(7), Amount.of(7), Amount.of(6));
    }

    @Test
    void rowsOfALaterMessageGetTheirShare() {
        assertThat(covers(fund(List.of(row(1, 30), row(2, 70)), 100, 100)))
                .containsExactly(Amount.of(15), Amount.of(35));
    }

    @Test
    void aLaneIsPaidFromFirstAndLeavesMoreForTheOthers() {
        var lanes = new TreeMap<Address, Amount>();
        lanes.put(Address.reserved(0xe1), Amount.of(50));
        var parts = Funding.of(List.of(row(1, 40), row(1, 40), row(2, 70)), lanes, Amount.of(50), Amount.ZERO);
        assertThat(parts.stream().map(Funding.Part::lane).toList())
                .containsExactly(Amount.of(40), Amount.of(10), Amount.ZERO);
        assertThat(covers(parts)).containsExactly(Amount.ZERO, Amount.of(15), Amount.of(35));
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43, 44, 45})
    void thePartsSumExactlyAndNobodyGetsMoreThanHisShare(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var rows = new ArrayList<RatingRow>();
            for (int i = 0; i <= random.nextInt(8); i++) {
                rows.add(row(random.nextInt(5), 1 + random.nextInt(1_000)));
            }
            var lanes = new TreeMap<Address, Amount>();
            for (int i = 0; i < random.nextInt(3); i++) {
                lanes.put(Address.reserved(0xe0 + i), Amount.of(random.nextInt(500)));
            }
            var authorised = Amount.of(random.nextInt(3_000));
            var parts = Funding.of(rows, lanes, authorised, Amount.ZERO);
            var wanted = Funding.wanted(rows, lanes);
            assertThat(sum(covers(parts))).isEqualTo(wanted.min(authorised));
            var fromLanes = new TreeMap<Address, Amount>();
            for (int i = 0; i < rows.size(); i++) {
                var part = parts.get(i);
                assertThat(part.paid().plus(part.owed())).isEqualTo(rows.get(i).amount());
                fromLanes.merge(rows.get(i).provider(), part.lane(), Amount::plus);
                assertShare(part, wanted, authorised);
            }
            fromLanes.forEach((provider, taken) ->
                    assertThat(taken).isLessThanOrEqualTo(lanes.getOrDefault(provider, Amount.ZERO)));
        }
    }

    /// Within one unit of wanted × authorised ÷ all that is wanted.
    private static void assertShare(Funding.Part part, Amount wanted, Amount authorised) {
        var mine = part.cover().plus(part.owed()).units();
        if (wanted.isZero()) {
            assertThat(mine).isZero();
            return;
        }
        var exact = mine.multiply(authorised.min(wanted).units());
        var floor = exact.divide(wanted.units());
        assertThat(part.cover().units()).isBetween(floor, floor.add(BigInteger.ONE));
    }
}
