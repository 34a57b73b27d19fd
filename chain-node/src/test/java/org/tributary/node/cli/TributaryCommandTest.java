// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TributaryCommandTest {
    @Test
    void helpNamesEveryCommand() {
        var help = CommandRun.of("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("genesis", "keys", "config");
        assertThat(CommandRun.of("keys", "export", "--help").exitCode()).isZero();
    }

    @Test
    void versionIsOneLine() {
        assertThat(CommandRun.of("--version").out()).startsWith("tributary ").hasLineCount(1);
    }

    @Test
    void wrongUsageExitsWith2AndPrintsNoTrace() {
        assertThat(CommandRun.of().exitCode()).isEqualTo(2);
        var unknown = CommandRun.of("moon");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("moon").doesNotContain("\tat ");
    }

    @Test
    void configShowNamesTheSourceOfEachValue(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("node.toml"), "[rpc]\nport = 1234\n");
        var shown = CommandRun.of("config", "show", "--effective", "--config", file, "--set", "grpc.port=99");
        assertThat(shown.out())
                .contains("rpc.port = \"1234\"  # node.toml line 2")
                .contains("grpc.port = \"99\"  # --set")
                .contains("metrics.port = \"9546\"  # default");
    }

    @Test
    void badConfigurationIsOneLineWithTheKey(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("node.toml"), "[rpc]\nport = 70000\n");
        var refused = CommandRun.of("config", "show", "--effective", "--config", file);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err().strip())
                .isEqualTo("tributary: rpc.port: a port lies in 0 … 65535: 70000 (node.toml line 2)");
    }
}
