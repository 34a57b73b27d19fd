// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
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

    /// The address of private key 1, which every Ethereum tool knows.
    @Test
    void addressIsTheTailOfTheKeysDigest() {
        assertThat(new PrivateKey(Bytes32.leftPad(Bytes.of(1))).address())
                .hasToString("0x7e5f4552091a69125d5dfcb7b8c2659029395bdf");
    }
}
