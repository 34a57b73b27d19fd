// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.dapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.node.cli.CommandRun;
import org.tributary.primitives.UsageKind;

/// Billing profiles as files.
class ProfileCommandTest {
    @TempDir
    private Path directory = Path.of("");

    private Path written(BillingMode mode) throws IOException {
        var made = CommandRun.of("dapp", "profile", "default", "--mode", mode);
        assertThat(made.exitCode()).as(made.err()).isZero();
        return Files.writeString(directory.resolve(mode + ".json"), made.out());
    }

    @ParameterizedTest
    @EnumSource
    void aProfileOfEachModeIsWrittenAndReadBack(BillingMode mode) throws IOException {
        var shown = CommandRun.of("dapp", "profile", "show", written(mode));
        var hash = CommandRun.of("dapp", "profile", "hash", written(mode));
        assertThat(hash.exitCode()).isZero();
        assertThat(shown.out()).contains(hash.out().strip());
        assertThat(shown.out()).containsIgnoringCase(mode.name());
    }

    @ParameterizedTest
    @EnumSource
    void everyUsageKindHasAProfile(UsageKind kind) throws IOException {
        var made = CommandRun.of("dapp", "profile", "default", "--kind", kind);
        var file = Files.writeString(directory.resolve("kind.json"), made.out());
        assertThat(CommandRun.of("dapp", "profile", "show", file).out()).containsIgnoringCase(kind.name());
    }

    @Test
    void theDefaultIsTheProtocols() throws IOException {
        assertThat(CommandRun.of("dapp", "profile", "hash", written(BillingMode.PER_UNIT))
                        .out()
                        .strip())
                .isEqualTo(BillingProfile.DEFAULT.hash().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "'\"quantum\" : \"1000000000\"', '\"quantum\" : \"0\"', a price is for at least one unit",
        "'\"mode\" : \"per_unit\"', '\"mode\" : \"per_byte\"', want one of per_unit",
        "'\"scope\"', '\"scoop\"', scope: is missing",
        "'\"rank\" : 0', '\"rank\" : 0.5', rank: want a whole number",
        "'\"rounding\"', '\"note\":1, \"rounding\"', note: no such field",
        "'\"price\" : \"10000000000000000000\"', '\"price\" : \"-1\"', an amount is a decimal number"
    })
    void aFileThatIsNoProfileSaysWhichFieldIsWrong(String part, String other, String words) throws IOException {
        var file = written(BillingMode.PER_UNIT);
        var text = Files.readString(file);
        assertThat(text).contains(part);
        Files.writeString(file, text.replace(part, other));
        var refused = CommandRun.of("dapp", "profile", "hash", file);
        assertThat(refused.exitCode()).isOne();
        assertThat(refused.err()).contains(words);
        assertThat(refused.out()).isEmpty();
    }
}
