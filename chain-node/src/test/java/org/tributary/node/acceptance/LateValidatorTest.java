// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.genesis.BlockRules;
import org.tributary.genesis.ChainRules;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.Preset;
import org.tributary.genesis.ProtocolRules;
import org.tributary.node.setup.NetworkWriter;
import org.tributary.node.setup.NewNetwork;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;

/// A validator that joins when the others are more than a thousand blocks ahead: separate processes, real databases.
class LateValidatorTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /// More than [org.tributary.node.sync.SnapshotPace#far], and so much that two snapshots of main were taken.
    private static final long AHEAD = 1_300;

    private static final int LATE = 3;
    private static final Address RECEIVER = Address.reserved(0xABCDE);

    @TempDir
    private Path temporary;

    private final List<NodeProcess> nodes = new ArrayList<>();
    private Path directory = Path.of(".");
    private NewNetwork network = NewNetwork.draw(Preset.DEVNET, 4, 1, System.currentTimeMillis(), new SecureRandom());

    @BeforeEach
    void start() throws Exception {
        directory = temporary.resolve("network");
        network = new NewNetwork(hurried(network.spec()), network.nodes(), network.accounts());
        new NetworkWriter(directory, new SecureRandom()).write(network);
        for (int i = 0; i < LATE; i++) {
            nodes.add(NodeProcess.start(config(i)));
        }
    }

    /// Idle chains make a block every few milliseconds.
    private static ChainSpec hurried(ChainSpec spec) {
        var rules = spec.rules();
        var block = spec.block();
        var hurried = new BlockRules(
                5, block.burst(), 10, block.maxClockSkewMillis(), block.maxBlockBytes(), block.maxNamedMainLag());
        var chains = new ChainRules(hurried, spec.consensus(), rules.chains().crossChain());
        return new ChainSpec(
                spec.network(),
                new ProtocolRules(rules.token(), chains, rules.settlement(), rules.election(), rules.incentives()),
                spec.serviceChains(),
                spec.committees(),
                spec.allocations());
    }

    @AfterEach
    void stop() {
        nodes.forEach(NodeProcess::close);
    }

    private Path config(int node) {
        return directory.resolve("node-" + node).resolve("node.toml");
    }

    private String log(int node) throws Exception {
        return Files.readString(config(node).resolveSibling("node.log"));
    }

    private BigInteger height(int node) throws Exception {
        try (var client = NodeClient.of(network.spec(), nodes.get(node))) {
            return client.web3().ethBlockNumber().send().getBlockNumber();
        }
    }

    private BigInteger received(int node) throws Exception {
        try (var client = NodeClient.of(network.spec(), nodes.get(node))) {
            return client.balance(RECEIVER);
        }
    }

    private void pay() throws Exception {
        try (var client = NodeClient.of(network.spec(), nodes.getFirst())) {
            var receipt = client.execute(network.accounts().getFirst(), RECEIVER, Amount.of(7), Bytes.EMPTY);
            assertThat(receipt.isStatusOK()).isTrue();
        }
    }

    private void await(int node, BigInteger height) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> height(node).compareTo(height) >= 0);
    }

    @Test
    void itStartsFromASnapshotAndItsVoteCounts() throws Exception {
        pay();
        await(0, BigInteger.valueOf(AHEAD));
        nodes.add(NodeProcess.start(config(LATE)));
        Awaitility.await().atMost(PATIENCE).until(() -> log(LATE).contains("event=snapshot_installed"));
        await(LATE, height(0));
        assertThat(received(LATE)).isEqualTo(BigInteger.valueOf(7));
        // With another one dead, it is needed for a quorum.
        nodes.get(1).kill();
        pay();
        await(LATE, height(0));
        assertThat(received(LATE)).isEqualTo(BigInteger.valueOf(14));
    }
}
