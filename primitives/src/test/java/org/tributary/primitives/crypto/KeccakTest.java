// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeccakTest {
    /// Keccak team's and Ethereum's known answers.
    @ParameterizedTest
    @CsvSource({
        "'', 0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
        "abc, 0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
        "testing, 0x5f16f4c7f149ac4f9510d9cf8cf384038ad348b3bcdc01915f95de12df9d1b02",
        "'Transfer(address,address,uint256)', 0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef",
    })
    void knownAnswers(String text, String digest) {
        assertThat(Keccak.hash(Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII))))
                .hasToString(digest);
    }

    @Test
    void partsCountLikeTheWhole() {
        assertThat(Keccak.hash(Bytes.of(1, 2), Bytes.EMPTY, Bytes.of(3))).isEqualTo(Keccak.hash(Bytes.of(1, 2, 3)));
    }

    /// The Keccak team's KeccakF-1600-IntermediateValues: the first and last lanes of the permuted zero state, and of
    /// that permuted again.
    @Test
    void permutesAsPublished() {
        var lanes = new long[KeccakPermutation.LANES];
        KeccakPermutation.permute(lanes);
        assertThat(lanes).startsWith(0xf1258f7940e1dde7L, 0x84d5ccf933c0478aL).endsWith(0xeaf1ff7b5ceca249L);
        KeccakPermutation.permute(lanes);
        assertThat(lanes).startsWith(0x2d5c954df96ecb3cL, 0x6a332cd07057b56dL).endsWith(0x20d06cd26a8fbf5cL);
    }

    /// Every length through four blocks, in one part and in three, against Bouncy Castle.
    @Test
    void agreesWithBouncyCastleAtEveryLength() {
        var random = new Random(7);
        for (int length = 0; length <= 4 * 136 + 1; length++) {
            var message = new byte[length];
            random.nextBytes(message);
            var whole = Bytes.wrap(message);
            var expected = bouncyCastle(message);
            assertThat(Keccak.hash(whole).bytes()).isEqualTo(expected);
            int first = random.nextInt(length + 1);
            int second = first + random.nextInt(length - first + 1);
            assertThat(Keccak.hash(
                                    whole.slice(0, first),
                                    whole.slice(first, second - first),
                                    whole.slice(second, length - second))
                            .bytes())
                    .isEqualTo(expected);
        }
    }

    private static Bytes32 bouncyCastle(byte[] message) {
        var digest = new KeccakDigest(256);
        digest.update(message, 0, message.length);
        var out = new byte[Bytes32.SIZE];
        digest.doFinal(out, 0);
        return Bytes32.wrap(out);
    }

    /// The address of private key 1, which every Ethereum tool knows.
    @Test
    void addressIsTheTailOfTheKeysDigest() {
        assertThat(new PrivateKey(Bytes32.leftPad(Bytes.of(1))).address())
                .hasToString("0x7e5f4552091a69125d5dfcb7b8c2659029395bdf");
    }
}
