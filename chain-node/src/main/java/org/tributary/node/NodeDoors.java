// SPDX-License-Identifier: Apache-2.0
package org.tributary.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.bill.BillExporter;
import org.tributary.ledger.bill.Orders;
import org.tributary.ledger.bill.ProvenPool;
import org.tributary.ledger.bill.ProvenWindow;
import org.tributary.ledger.block.OrderedBatch;
import org.tributary.ledger.chain.Ledger;
import org.tributary.ledger.view.MeteringView;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.node.metrics.ChainReadings;
import org.tributary.node.metrics.Metrics;
import org.tributary.node.metrics.MetricsServer;
import org.tributary.node.metrics.Readiness;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.Verdict;
import org.tributary.rpc.NodeStatus;
import org.tributary.rpc.grpc.GrpcLimits;
import org.tributary.rpc.grpc.GrpcPorts;
import org.tributary.rpc.grpc.GrpcServer;
import org.tributary.rpc.grpc.GrpcSettings;
import org.tributary.rpc.grpc.LineEvidence;
import org.tributary.rpc.jsonrpc.JsonRpcServer;
import org.tributary.rpc.jsonrpc.JsonRpcSettings;
import org.tributary.rpc.jsonrpc.method.RpcLimits;
import org.tributary.rpc.jsonrpc.trib.TribMethods;
import org.tributary.rpc.jsonrpc.trib.TribPorts;

/// The servers through which the outside gets in: JSON-RPC, gRPC, metrics.
public final class NodeDoors implements AutoCloseable {
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private final JsonRpcServer jsonRpc;
    private final GrpcServer grpc;
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
                    node.core().network(),
                    List.of(new TribMethods(tribPorts(node.core()), RpcLimits.DEFAULTS))));
            var grpc = listening.grpc();
            this.grpc = opened(GrpcServer.start(
                    new GrpcSettings(grpc.host(), grpc.port(), GrpcLimits.DEFAULTS), grpcPorts(node.core())));
            var chains = readings(node);
            IntSupplier peers = () -> node.peers().connected().size();
            var meter = new Metrics(chains, peers, node.peers()::traffic, SettlementReadings.of(node));
            node.core().services().forEach((chain, service) -> meter.log(chain, service.door()::logReadings));
            node.core().readings().onBlock(meter::blockCommitted);
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

    /// What gRPC asks a node for.
    public static GrpcPorts grpcPorts(NodeCore core) {
        return new GrpcPorts(
                metering(core),
                core.network(),
                (chain, batch) -> service(core, chain).door().submit(batch),
                (chain, opening) -> service(core, chain).door().open(opening),
                (chain, piece) -> export(core, chain, piece),
                evidence(core),
                (chain, batch) -> Orders.find(
                                service(core, chain).ledger(),
                                service(core, chain).metering(),
                                batch)
                        .map(OrderedBatch::encode),
                core::supply,
                () -> status(core));
    }

    private static LineEvidence evidence(NodeCore core) {
        return new LineEvidence() {
            @Override
            public Bytes window(ChainName chain, WindowRecord window) {
                return ProvenWindow.of(service(core, chain).ledger(), window).encode();
            }

            @Override
            public Optional<Bytes> pool(ChainName chain, Hash pool) {
                var service = service(core, chain);
                return service.metering()
                        .noticed(pool)
                        .flatMap(height -> ProvenPool.of(service.ledger(), height, pool))
                        .map(ProvenPool::encode);
            }
        };
    }

    private static TribPorts tribPorts(NodeCore core) {
        return new TribPorts(metering(core), core.network(), core::supply, () -> status(core));
    }

    private static SortedMap<ChainName, MeteringView> metering(NodeCore core) {
        var views = new TreeMap<ChainName, MeteringView>();
        core.services().forEach((chain, parts) -> views.put(chain, parts.metering()));
        return views;
    }

    private static ServiceChain service(NodeCore core, ChainName chain) {
        var service = core.services().get(chain);
        Invariant.check(service != null, "only hosted chains are asked for");
        return Objects.requireNonNull(service);
    }

    private static void export(NodeCore core, ChainName chain, Consumer<Bytes> piece) {
        var service = service(core, chain);
        var exporter = new BillExporter(core.spec().hash(), core.main(), service.ledger(), service.metering());
        if (exporter.export(piece) instanceof Verdict.Reject(var reason)) {
            throw new IllegalStateException(reason);
        }
    }

    private static NodeStatus status(NodeCore core) {
        var chains = new ArrayList<NodeStatus.ChainStatus>();
        chains.add(new NodeStatus.ChainStatus(
                ChainName.MAIN, core.main().height(), core.readings().view(ChainName.MAIN), Optional.empty()));
        core.services().forEach((chain, parts) -> {
            var header = parts.ledger().head().header();
            var bucket = parts.metering().rules().bucket(header.timestampMillis());
            chains.add(new NodeStatus.ChainStatus(
                    chain, header.height(), core.readings().view(chain), Optional.of(bucket)));
        });
        return new NodeStatus(version(), chains, core.readings().receipts().verifiedPerSecond());
    }

    private static List<ChainReadings> readings(Node node) {
        var chains = new ArrayList<ChainReadings>();
        chains.add(readings(
                node,
                ChainName.MAIN,
                node.core().main(),
                () -> node.core().pool().size()));
        node.core().services().forEach((chain, parts) -> chains.add(readings(node, chain, parts.ledger(), () -> 0)));
        return chains;
    }

    private static ChainReadings readings(Node node, ChainName chain, Ledger ledger, LongSupplier waiting) {
        var noted = node.core().readings();
        LongSupplier height = () -> ledger.height().number();
        return new ChainReadings(
                chain,
                height,
                () -> Math.max(0, noted.proven(chain).number() - height.getAsLong()),
                () -> noted.viewChanges(chain),
                () -> noted.equivocations(chain),
                waiting);
    }

    private static String clientVersion() {
        return "Tributary/v" + version() + "/java" + Runtime.version().feature();
    }

    private static String version() {
        var version = NodeDoors.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    public int jsonRpcPort() {
        return jsonRpc.port();
    }

    public int grpcPort() {
        return grpc.port();
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
