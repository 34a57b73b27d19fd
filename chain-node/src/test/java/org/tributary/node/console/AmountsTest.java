// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.primitives.Amount;
import picocli.CommandLine.TypeConversionException;

/// What people type, read exactly.
class AmountsTest {
    @ParameterizedTest
    @CsvSource({
        "12.5, 12500000000000000000",
        "0, 0",
        "0.000000000000000001, 1",
        "340282366920938463463.374607431768211455, 340282366920938463463374607431768211455"
    })
    void tokensAreReadAndShownToTheSmallestUnit(String tokens, String units) {
        assertThat(Tokens.parse(tokens)).isEqualTo(Amount.parse(units));
        assertThat(Tokens.number(Amount.parse(units))).isEqualTo(tokens);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "1e3",
                "1,5",
                ".5",
                "1.",
                "0.0000000000000000001",
                "340282366920938463463.374607431768211456"
            })
    void whatIsNoAmountIsRefusedAndNeverRounded(String text) {
        assertThatThrownBy(() -> Tokens.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "5000000, 5000000",
        "5GB, 5000000000",
        "5GiB, 5368709120",
        "1tb, 1000000000000",
        "7 MB, 7000000",
        "3B, 3",
        "9223372036854775807, 9223372036854775807"
    })
    void aGigabyteHasTenToTheNinthBytes(String text, long units) {
        assertThat(new Units().convert(text)).isEqualTo(units);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-5", "5XB", "9223372036854775808", "9223372036854775807GB", "1.5GB"})
    void whatIsNoCountIsRefused(String text) {
        assertThatThrownBy(() -> new Units().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @CsvSource({"90s, 90", "15m, 900", "24h, 86400", "30d, 2592000"})
    void timesHaveAUnit(String text, long seconds) {
        assertThat(new Span().convert(text)).isEqualTo(Duration.ofSeconds(seconds));
        assertThatThrownBy(() -> new Span().convert(String.valueOf(seconds)))
                .isInstanceOf(TypeConversionException.class);
    }
}
