// SPDX-License-Identifier: Apache-2.0
package org.tributary.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.IntSupplier;
import org.tributary.ledger.chain.Ledger;
import org.tributary.node.metrics.ChainReadings;
import org.tributary.node.metrics.MeteringReadings;
import org.tributary.node.metrics.Metrics;
import org.tributary.node.metrics.MetricsServer;
import org.tributary.node.metrics.Readiness;
import org.tributary.primitives.ChainName;
import org.tributary.rpc.jsonrpc.JsonRpcServer;
import org.tributary.rpc.jsonrpc.JsonRpcSettings;
import org.tributary.rpc.jsonrpc.method.RpcLimits;

/// The servers through which the outside gets in: JSON-RPC, gRPC, metrics.
public final class NodeDoors implements AutoCloseable {
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private final JsonRpcServer jsonRpc;
    private final MetricsServer metrics;

    static NodeDoors open(Node node) {
        return new NodeDoors(node);
    }

    private NodeDoors(Node node) {
        var listening = node.settings().listening();
        try {
            var rpc = listening.rpc();
            this.jsonRpc = opened(JsonRpcServer.start(
                    new JsonRpcSettings(rpc.host(), rpc.port(), List.of(), clientVersion(), RpcLimits.DEFAULTS),
                    node.network(),
                    List.of()));
            var chains = readings(node);
            IntSupplier peers = () -> node.peers().connected().size();
            var meter = new Metrics(chains, peers, node.peers()::traffic, new MeteringReadings(() -> 0, () -> 0));
            node.readings().onBlock(meter::blockCommitted);
            this.metrics = opened(MetricsServer.start(
                    listening.metrics().host(), listening.metrics().port(), meter, new Readiness(peers, chains)));
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        closing.push(part);
        return part;
    }

    private static List<ChainReadings> readings(Node node) {
        var chains = new ArrayList<ChainReadings>();
        chains.add(readings(node, ChainName.MAIN, node.main(), () -> node.pool().size()));
        node.services()
                .forEach((chain, parts) -> chains.add(readings(node, chain, parts.ledger(), () -> 0)));
        return chains;
    }

    private static ChainReadings readings(Node node, ChainName chain, Ledger ledger, LongSupplier waiting) {
        LongSupplier height = () -> ledger.height().number();
        return new ChainReadings(
                chain, height, () -> 0, () -> node.readings().viewChanges(chain), waiting);
    }

    static String clientVersion() {
        var version = NodeDoors.class.getPackage().getImplementationVersion();
        return "Tributary/v" + (version == null ? "0.1.0" : version) + "/java" + Runtime.version().feature();
    }

    public int jsonRpcPort() {
        return jsonRpc.port();
    }

    public int grpcPort() {
        return 0;
    }

    public int metricsPort() {
        return metrics.port();
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            try {
                closing.pop().close();
            } catch (Exception failure) {
                throw new IllegalStateException("a door does not close", failure);
            }
        }
    }
}
