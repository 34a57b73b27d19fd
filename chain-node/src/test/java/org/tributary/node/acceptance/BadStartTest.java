// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.genesis.Preset;
import org.tributary.node.Node;
import org.tributary.node.NodeStart;
import org.tributary.node.cli.TributaryCommand;
import org.tributary.node.config.NodeConfig;
import org.tributary.node.config.Settings;
import org.tributary.node.keys.NodeKeys;
import org.tributary.node.peer.PeerAddress;
import org.tributary.node.setup.NetworkWriter;
import org.tributary.node.setup.NewNetwork;

/// A node that cannot start as it is told to says in one line why and what to do, and starts as ever once that is done.
@Timeout(120)
class BadStartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path temporary;

    private NewNetwork network = network(1);
    private Path home = Path.of(".");

    private record Refusal(int exitCode, String said) {}

    private static NewNetwork network(int validators) {
        return NewNetwork.draw(Preset.DEVNET, validators, 1, System.currentTimeMillis(), new SecureRandom());
    }

    @BeforeEach
    void write() throws IOException {
        home = written("network", network);
    }

    /// The directory of the network's only node.
    private Path written(String name, NewNetwork written) throws IOException {
        var directory = temporary.resolve(name);
        new NetworkWriter(directory, new SecureRandom()).write(written);
        return directory.resolve("node-0");
    }

    @AfterEach
    void itStartsOnceAllIsWell() {
        started(home).close();
    }

    private static Node started(Path home) {
        var settings = Settings.defaults().withFile(home.resolve("node.toml"));
        return new Node(NodeStart.settings(NodeConfig.of(settings, home)));
    }

    /// What `tributary node` says on standard error: one line, no trace.
    private Refusal refused(String... settings) {
        var arguments = new ArrayList<>(
                List.of("node", "--config", home.resolve("node.toml").toString()));
        for (var setting : settings) {
            arguments.add("--set");
            arguments.add(setting);
        }
        var said = new StringWriter();
        int exitCode =
                TributaryCommand.line().setErr(new PrintWriter(said, true)).execute(arguments.toArray(new String[0]));
        assertThat(exitCode).isEqualTo(1);
        assertThat(said.toString().strip()).startsWith("tributary: ").hasLineCount(1);
        return new Refusal(exitCode, said.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpc", "grpc", "metrics", "peer"})
    void aBusyPortIsNamed(String door) throws IOException {
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var said = refused(door + ".port=" + busy.getLocalPort()).said();
            assertThat(said)
                    .contains("127.0.0.1:" + busy.getLocalPort())
                    .containsPattern("[Cc]hoose another|configure another port");
        }
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
        var file = Files.writeString(temporary.resolve("file"), "no directory");
        assertThat(refused("data-dir=" + file).said())
                .contains(file.toString())
                .contains("name a directory that this user may write to");
        assertThat(file).hasContent("no directory");
    }

    @Test
    void aDataDirectoryIsForOneNodeAtATime() throws IOException {
        try (var running = started(home)) {
            assertThat(running.doors().grpcPort()).isPositive();
            assertThat(refused("peer.port=0", "rpc.port=0", "grpc.port=0", "metrics.port=0")
                            .said())
                    .contains("is in use by another process");
        }
    }

    @Test
    void aDirectoryOfAnotherNetworkIsLeftAlone() throws IOException {
        started(home).close();
        var other = written("other", network(1));
        var genesis = other.resolveSibling("genesis.json");
        assertThat(refused("genesis=" + genesis).said())
                .contains("holds a chain of the network " + network.spec().hash())
                .contains("use that network's genesis file, or another data directory");
    }

    /// What another key promised says nothing about this one: going on from it could be a second vote.
    @Test
    void theJournalOfAnotherKeyIsRefused() throws IOException {
        started(home).close();
        var stranger = written("stranger", network(1));
        started(stranger).close();
        refusedWith(votes(stranger, "main"));
    }

    @Test
    void theJournalOfAnotherChainIsRefused() throws IOException {
        started(home).close();
        refusedWith(votes(home, "cdn"));
    }

    private void refusedWith(Path foreign) throws IOException {
        var votes = votes(home, "main");
        var own = Files.readAllBytes(votes);
        Files.copy(foreign, votes, StandardCopyOption.REPLACE_EXISTING);
        assertThat(refused().said())
                .contains(votes + " is not the journal of this consensus key for main")
                .contains("Put the key's own journal back");
        assertThat(votes).hasSameBinaryContentAs(foreign);
        Files.write(votes, own);
    }

    private static Path votes(Path node, String chain) {
        return node.resolve("data").resolve("chains").resolve(chain).resolve("votes");
    }

    @Test
    void aCorruptedKeystoreIsNamed() throws IOException {
        var file = home.resolve("keystore").resolve(NodeKeys.CONSENSUS_FILE);
        var whole = Files.readString(file);
        for (var damaged : List.of(
                whole.substring(0, whole.length() / 2),
                "no JSON at all",
                whole.replaceFirst("\"version\"\\s*:\\s*3", "\"version\": 4"))) {
            Files.writeString(file, damaged);
            assertThat(refused().said()).contains(file.toString()).contains("corrupted keystore");
        }
        Files.writeString(file, whole);
    }

    @Test
    void aWrongPasswordIsSaid() throws IOException {
        var file = Files.writeString(temporary.resolve("password"), "not this one\n");
        assertThat(refused("password-file=" + file).said())
                .contains("operator.json")
                .contains("wrong password");
        assertThat(refused("password-file=" + temporary.resolve("nowhere")).said())
                .contains("nowhere: cannot be read");
    }

    @Test
    void aDamagedGenesisFileIsNamed() throws IOException {
        var file = home.resolveSibling("genesis.json");
        var whole = Files.readString(file);
        Files.writeString(
                file, whole.replaceFirst("\"bucketMillis\"\\s*:\\s*\"?\\d+\"?", "\"bucketMillis\": \"long\""));
        assertThat(refused().said()).contains("genesis.json").contains("bucketMillis");
        Files.writeString(file, whole);
    }

    @Test
    void aSettingThatDoesNotExistIsNamed() {
        assertThat(refused("rcp.port=1").said()).contains("rcp.port");
        assertThat(refused("rpc.port=no").said()).contains("rpc.port");
    }

    @Test
    void aPeerOfAnotherGenesisIsNotLetIn() throws IOException {
        // The same keys under another genesis: nothing but the genesis tells the two networks apart.
        var pair = network(2);
        var twin = new NewNetwork(SmallBuckets.of(pair.spec()), pair.nodes(), pair.accounts());
        assertThat(twin.spec().hash()).isNotEqualTo(pair.spec().hash());
        var first = written("pair", pair);
        var second = written("twin", twin).resolveSibling("node-1");
        try (var node = started(first);
                var stranger = started(second)) {
            var key = pair.nodes().getFirst().consensus().publicKey();
            stranger.addPeer(new PeerAddress(key, "127.0.0.1", node.peers().port()));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> stranger.peers().traffic().refusals() > 0);
            assertThat(stranger.peers().connected()).isEmpty();
            assertThat(node.peers().connected()).isEmpty();
        }
    }
}
