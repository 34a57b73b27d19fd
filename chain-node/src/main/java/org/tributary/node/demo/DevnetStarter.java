// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.tributary.node.Devnet;
import org.tributary.node.Node;

/// The demo's network: a fresh devnet of four full nodes in this process, on free ports.
public final class DevnetStarter implements NetworkStarter {
    private static final int VALIDATORS = 4;

    private Optional<Devnet> running = Optional.empty();

    @Override
    public Endpoints start(DemoRules rules, Path directory) {
        var devnet = Devnet.start(
                new Devnet.Plan(directory, VALIDATORS, Endpoints.ACCOUNTS, rules::adapt, Map.of("rpc.port", "0")));
        running = Optional.of(devnet);
        return endpoints(devnet);
    }

    static Endpoints endpoints(Devnet devnet) {
        return new Endpoints(
                devnet.nodes().stream().map(DevnetStarter::jsonRpc).toList(),
                devnet.nodes().stream()
                        .map(node -> "127.0.0.1:" + node.doors().grpcPort())
                        .toList(),
                devnet.spec(),
                devnet.directory().resolve("genesis.json"),
                devnet.accounts());
    }

    private static URI jsonRpc(Node node) {
        return URI.create("http://127.0.0.1:" + node.doors().jsonRpcPort());
    }

    @Override
    public void close() {
        running.ifPresent(Devnet::close);
        running = Optional.empty();
    }
}
