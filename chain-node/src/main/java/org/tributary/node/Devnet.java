// SPDX-License-Identifier: Apache-2.0
package org.tributary.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.Preset;
import org.tributary.node.config.NodeConfig;
import org.tributary.node.config.Settings;
import org.tributary.node.keys.KeystoreDirectory;
import org.tributary.node.keys.NodeKeys;
import org.tributary.node.setup.NetworkWriter;
import org.tributary.node.setup.NewNetwork;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.crypto.PrivateKey;

/// A whole network in one process: full nodes, each with its own directory, sockets and keys. The directory
/// is laid out as `genesis init` does it, so the same network can be started as separate processes.
public final class Devnet implements AutoCloseable {
    private final Path directory;
    private final ChainSpec spec;
    private final List<Node> nodes;
    private final List<PrivateKey> accounts;

    private Devnet(Path directory, ChainSpec spec, List<Node> nodes, List<PrivateKey> accounts) {
        this.directory = directory;
        this.spec = spec;
        this.nodes = nodes;
        this.accounts = accounts;
    }

    /// What a devnet is to be.
    ///
    /// @param adapt changes the preset's parameters; applied when the network is new
    /// @param overrides settings of the first node, such as its RPC port
    public record Plan(
            Path directory,
            int validators,
            int accounts,
            UnaryOperator<ChainSpec> adapt,
            Map<String, String> overrides) {}

    /// Starts the network in the plan's directory, which is made where it is not there yet.
    ///
    /// @throws NodeRefused where it cannot start; nothing runs then
    public static Devnet start(Plan plan) {
        var directory = plan.directory().toAbsolutePath().normalize();
        try {
            if (!Files.exists(directory.resolve("genesis.json"))) {
                create(plan, directory);
            }
            var spec = NodeStart.spec(directory.resolve("genesis.json"));
            var accounts = accounts(directory.resolve("accounts"));
            return new Devnet(directory, spec, startNodes(plan, directory, spec), accounts);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void create(Plan plan, Path directory) throws IOException {
        var random = new SecureRandom();
        var drawn =
                NewNetwork.draw(Preset.DEVNET, plan.validators(), plan.accounts(), System.currentTimeMillis(), random);
        var network = new NewNetwork(plan.adapt().apply(drawn.spec()), drawn.nodes(), drawn.accounts());
        new NetworkWriter(directory, random).write(network);
    }

    private static List<PrivateKey> accounts(Path directory) throws IOException {
        var password = NodeKeys.firstLine(directory.resolve("password"));
        var keys = new ArrayList<PrivateKey>();
        try (var files = Files.list(directory)) {
            for (var file : files.sorted()
                    .filter(path -> path.toString().endsWith(".json"))
                    .toList()) {
                switch (KeystoreDirectory.open(file, password)) {
                    case Decoded.Value<PrivateKey>(var key) -> keys.add(key);
                    case Decoded.Malformed<PrivateKey>(var reason) -> throw new NodeRefused(reason);
                }
            }
        }
        return keys;
    }

    private static List<Node> startNodes(Plan plan, Path directory, ChainSpec spec) {
        int count = spec.committee(ChainName.MAIN).size();
        var nodes = new ArrayList<Node>();
        try {
            for (int i = 0; i < count; i++) {
                var home = directory.resolve("node-" + i);
                var flags = i == 0 ? plan.overrides() : Map.<String, String>of();
                var settings =
                        Settings.defaults().withFile(home.resolve("node.toml")).withFlags(new TreeMap<>(flags));
                nodes.add(new Node(NodeStart.settings(NodeConfig.of(settings, home))));
            }
            return List.copyOf(nodes);
        } catch (RuntimeException failure) {
            nodes.forEach(Node::close);
            throw failure;
        }
    }

    public Path directory() {
        return directory;
    }

    public ChainSpec spec() {
        return spec;
    }

    public List<Node> nodes() {
        return nodes;
    }

    /// Keys of the accounts with a first balance.
    public List<PrivateKey> accounts() {
        return accounts;
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
    }
}
