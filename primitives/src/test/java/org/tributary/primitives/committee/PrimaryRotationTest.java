// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.committee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.tributary.primitives.Address;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.primitives.crypto.PrivateKey;

/// Protocol §3: primaries rotate every reign, or at a view change.
class PrimaryRotationTest {
    private static final PrimaryRotation ROTATION = new PrimaryRotation(3);
    private static final Committee FOUR = new Committee(
            0,
            IntStream.range(0, 4)
                    .mapToObj(seat ->
                            new PrivateKey(Keccak.hash(Bytes.of(seat + 1)).bytes()))
                    .map(key -> new Validator(Address.ZERO, key.publicKey()))
                    .toList());

    private static int primary(long height, long view) {
        return ROTATION.primary(FOUR, new Height(height), new View(view));
    }

    @Test
    void onePrimaryLeadsAWholeReign() {
        assertThat(IntStream.range(0, 13).map(height -> primary(height, 0)))
                .containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 0);
    }

    @Test
    void eachViewPassesTheTurnOn() {
        assertThat(IntStream.range(0, 5).map(view -> primary(4, view))).containsExactly(1, 2, 3, 0, 1);
    }

    @Test
    void theLargestNumbersDoNotOverflow() {
        assertThat(primary(Long.MAX_VALUE, Long.MAX_VALUE)).isBetween(0, 3);
    }
}
