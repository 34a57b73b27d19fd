// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final String KEY = "0x0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void flagsBeatEnvironmentBeatsFileBeatsDefault() throws IOException {
        var settings = file("[rpc]\nport = 1\nhost = \"h\"\n[grpc]\nport = 1\n[peer]\nport = 1\n")
                .withEnvironment(Map.of("TRIBUTARY_GRPC_PORT", "2", "TRIBUTARY_PEER_PORT", "2", "OTHER", "9"))
                .withFlags(new TreeMap<>(Map.of("peer.port", "3")));
        var listening = NodeConfig.of(settings, directory).listening();
        assertThat(listening.rpc()).isEqualTo(new Endpoint("h", 1));
        assertThat(listening.grpc().port()).isEqualTo(2);
        assertThat(listening.peer().port()).isEqualTo(3);
        assertThat(listening.metrics()).isEqualTo(new Endpoint("127.0.0.1", 9546));
    }

    @Test
    void pathsStartAtTheFilesDirectory() throws IOException {
        var paths = NodeConfig.of(file("genesis = \"../g.json\"\ndata-dir = \"/abs\"\n"), directory)
                .paths();
        assertThat(paths.genesis()).isEqualTo(directory.toAbsolutePath().resolveSibling("g.json"));
        assertThat(paths.data()).isEqualTo(Path.of("/abs"));
        assertThat(paths.keystore()).isEqualTo(directory.toAbsolutePath().resolve("keystore"));
    }

    @Test
    void peersAreAListOrOneText() throws IOException {
        var peer = KEY + "@127.0.0.1:7";
        var list =
                NodeConfig.of(file("peers = [\"" + peer + "\"]\n"), directory).peers();
        var text = NodeConfig.of(Settings.defaults().withEnvironment(Map.of("TRIBUTARY_PEERS", peer)), directory)
                .peers();
        assertThat(list).hasSize(1).isEqualTo(text);
        assertThat(list.getFirst()).hasToString(peer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rcp.port = 1 | rcp.port: unknown setting",
                "rpc.prot = 1 | rpc.prot: unknown setting",
                "rpc.port = 1.5 | rpc.port: must be a string",
                "rpc.port = \"x\" | rpc.port: must be a port number",
                "rpc.port = 65536 | rpc.port: a port lies in",
                "rpc.host = \"\" | rpc.host: a host is missing",
                "genesis = \"\" | genesis: must not be empty",
                "peers = [\"0x02@h:1\"] | peers: a compressed public key",
                "peers = [\"h:1\"] | peers: must be key@host:port",
                "peers = [[1]] | peers:",
            })
    void badSettingsAreNamed(String line, String error) {
        assertThatThrownBy(() -> NodeConfig.of(file(line + "\n"), directory))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageStartingWith(error);
    }

    @Test
    void fileThatIsNoTomlIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> file("rpc = = 1"))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("line 1");
    }

    @Test
    void missingFileIsRefused() {
        var gone = directory.resolve("gone.toml");
        assertThatThrownBy(() -> Settings.defaults().withFile(gone)).hasMessageStartingWith(gone + ": cannot be read");
    }

    private Settings file(String toml) throws IOException {
        return Settings.defaults().withFile(Files.writeString(directory.resolve("node.toml"), toml));
    }
}
