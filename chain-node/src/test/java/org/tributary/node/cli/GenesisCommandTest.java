// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.file.SpecFile;
import org.tributary.node.config.NodeConfig;
import org.tributary.node.config.Peer;
import org.tributary.node.config.Settings;
import org.tributary.node.keys.KeystoreDirectory;
import org.tributary.node.keys.NodeKeys;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;

class GenesisCommandTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void everyNodeHasTheKeysOfItsSeatAndKnowsAllOthers() {
        var out = directory.resolve("net");
        assertThat(init(out).exitCode()).isZero();
        var spec = spec(out);
        var committee = spec.committee(ChainName.MAIN);
        var ports = new TreeSet<Integer>();
        for (int seat = 0; seat < 4; seat++) {
            var config = config(out.resolve("node-" + seat));
            assertThat(config.paths().genesis()).isEqualTo(out.resolve("genesis.json"));
            var keys = NodeKeys.open(config.paths().keystore(), config.paths().passwordFile())
                    .orBroken("keys");
            assertThat(keys.consensus().publicKey())
                    .isEqualTo(committee.member(seat).consensusKey());
            assertThat(keys.operator().address())
                    .isEqualTo(committee.member(seat).operator());
            assertThat(config.peers())
                    .hasSize(3)
                    .noneMatch(
                            peer -> peer.consensusKey().equals(keys.consensus().publicKey()));
            var listening = config.listening();
            ports.add(listening.peer().port());
            ports.add(listening.rpc().port());
            ports.add(listening.grpc().port());
            ports.add(listening.metrics().port());
        }
        assertThat(ports).hasSize(16);
        var zero = config(out.resolve("node-0"));
        var seenByOne = config(out.resolve("node-1")).peers().stream()
                .filter(peer -> peer.consensusKey().equals(committee.member(0).consensusKey()))
                .map(Peer::endpoint)
                .toList();
        assertThat(seenByOne).containsExactly(zero.listening().peer());
    }

    @Test
    void accountsAreFundedAndOpenWithTheirPassword() throws IOException {
        var out = directory.resolve("net");
        init(out);
        var accounts = new KeystoreDirectory(out.resolve("accounts"));
        var password = NodeKeys.firstLine(out.resolve("accounts").resolve("password"));
        assertThat(accounts.list()).hasSize(2);
        for (var account : accounts.list().keySet()) {
            assertThat(spec(out).allocations().get(account)).isEqualTo(Amount.ofTokens(1_000_000));
            assertThat(accounts.open(account, password).orBroken("key").address())
                    .isEqualTo(account);
        }
    }

    @Test
    void secretsAreReadableByTheirOwnerAlone() throws IOException {
        var out = directory.resolve("net");
        init(out);
        for (var secret : new String[] {"node-0/password", "node-0/keystore/consensus.json", "accounts/password"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out.resolve(secret))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void anotherRunRefusesToOverwriteUnlessForced() throws IOException {
        var out = directory.resolve("net");
        init(out);
        var before = Files.readString(out.resolve("genesis.json"));
        var refused = init(out);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("is not empty").contains("--force");
        assertThat(out.resolve("genesis.json")).hasContent(before);
        var mine = Files.writeString(out.resolve("notes.txt"), "mine");
        var forced = CommandRun.of("genesis", "init", "--preset", "devnet", "--validators", 1, "--out", out, "--force");
        assertThat(forced.exitCode()).isZero();
        assertThat(Files.readString(out.resolve("genesis.json"))).isNotEqualTo(before);
        assertThat(out.resolve("node-3")).doesNotExist();
        assertThat(mine).hasContent("mine");
    }

    @Test
    void whereItCannotWriteItSaysSoAndLeavesNothing() throws IOException {
        var file = Files.writeString(directory.resolve("file"), "in the way");
        var refused = init(file.resolve("net"));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).startsWith("tributary: cannot write to " + file.resolve("net"));
        assertThat(file).hasContent("in the way");
    }

    @Test
    void numbersThatDoNotFitAreRefused() {
        var out = directory.resolve("net");
        assertThat(CommandRun.of("genesis", "init", "--preset", "devnet", "--validators", 0, "--out", out)
                        .exitCode())
                .isEqualTo(2);
        var many = CommandRun.of("genesis", "init", "--preset", "mainnet", "--validators", 22, "--out", out);
        assertThat(many.exitCode()).isEqualTo(1);
        assertThat(many.err()).contains("rules.election.epoch.seats is 21");
        assertThat(CommandRun.of("genesis", "init", "--preset", "moon", "--out", out)
                        .exitCode())
                .isEqualTo(2);
        assertThat(out).doesNotExist();
    }

    @Test
    void checkShowsTheNetworkOrNamesTheBadField() throws IOException {
        var out = directory.resolve("net");
        init(out);
        var file = out.resolve("genesis.json");
        assertThat(CommandRun.of("genesis", "check", file).out())
                .contains("genesis " + spec(out).hash());
        Files.writeString(file, Files.readString(file).replace("\"burst\" : 2", "\"burst\" : 0"));
        var refused = CommandRun.of("genesis", "check", file);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("rules.chains.block.burst: must lie in");
    }

    private static CommandRun init(Path out) {
        return CommandRun.of("genesis", "init", "--preset", "devnet", "--validators", 4, "--accounts", 2, "--out", out);
    }

    private static ChainSpec spec(Path out) {
        return SpecFile.read(out.resolve("genesis.json")).orBroken("genesis.json");
    }

    private static NodeConfig config(Path node) {
        var settings = Settings.defaults()
                .withFile(node.resolve("node.toml"))
                .withEnvironment(Map.of())
                .withFlags(new TreeMap<>());
        return NodeConfig.of(settings, node);
    }
}
