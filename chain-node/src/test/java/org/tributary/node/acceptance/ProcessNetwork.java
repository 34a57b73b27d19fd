// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.Preset;
import org.tributary.node.setup.NetworkWriter;
import org.tributary.node.setup.NewNetwork;
import org.tributary.primitives.crypto.PrivateKey;

/// Four validators with small buckets, each a process of its own that can be killed.
final class ProcessNetwork implements AutoCloseable {
    private static final int VALIDATORS = 4;

    private final Path directory;
    private final NewNetwork network;
    private final List<NodeProcess> nodes = new ArrayList<>();

    private ProcessNetwork(Path directory, NewNetwork network) {
        this.directory = directory;
        this.network = network;
    }

    static ProcessNetwork start(Path directory, int accounts) throws Exception {
        var random = new SecureRandom();
        var drawn = NewNetwork.draw(Preset.DEVNET, VALIDATORS, accounts, System.currentTimeMillis(), random);
        var network = new NewNetwork(SmallBuckets.of(drawn.spec()), drawn.nodes(), drawn.accounts());
        new NetworkWriter(directory, random).write(network);
        var started = new ProcessNetwork(directory, network);
        started.startAll();
        return started;
    }

    private void startAll() throws Exception {
        try (var starts = Executors.newVirtualThreadPerTaskExecutor()) {
            var starting = new ArrayList<Future<NodeProcess>>();
            for (int i = 0; i < VALIDATORS; i++) {
                var config = config(i);
                starting.add(starts.submit(() -> NodeProcess.start(config)));
            }
            for (var node : starting) {
                nodes.add(node.get());
            }
        }
    }

    private Path config(int node) {
        return directory.resolve("node-" + node).resolve("node.toml");
    }

    ChainSpec spec() {
        return network.spec();
    }

    PrivateKey account(int number) {
        return network.accounts().get(number);
    }

    NodeClient client(int node) {
        return NodeClient.of(spec(), nodes.get(node));
    }

    /// URL of the node's JSON-RPC door.
    String rpc(int node) {
        return nodes.get(node).door("rpc");
    }

    /// `host:port` of the node's gRPC door.
    String grpc(int node) {
        return nodes.get(node).door("grpc");
    }

    void kill(int node) throws InterruptedException {
        nodes.get(node).kill();
    }

    void restart(int node) throws IOException {
        nodes.set(node, NodeProcess.start(config(node)));
    }

    /// All at the same moment, as a power cut does it; then all again.
    void killAllAndRestart() throws Exception {
        nodes.forEach(NodeProcess::strike);
        for (var node : nodes) {
            node.kill();
        }
        nodes.clear();
        startAll();
    }

    @Override
    public void close() {
        nodes.forEach(NodeProcess::close);
    }
}
