// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import io.grpc.BindableService;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.tributary.rpc.statement.MeteredChains;

/// The gRPC server: the services of `tributary.v1`, `grpc.health.v1` and reflection on one port, in plain text, for the
/// node's own machine and network.
public final class GrpcServer implements AutoCloseable {
    private static final long CLOSE_SECONDS = 5;

    /// A client that pings more often than that is cut off.
    private static final long LEAST_PING_SECONDS = 10;

    private final Server server;
    private final HealthStatusManager health;
    private final ExecutorService threads;

    private GrpcServer(Server server, HealthStatusManager health, ExecutorService threads) {
        this.server = server;
        this.health = health;
        this.threads = threads;
    }

    /// The address cannot be listened on; the message names it.
    public static final class CannotListen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotListen(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// Listens once this returns.
    public static GrpcServer start(GrpcSettings settings, GrpcPorts ports) {
        var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("grpc-", 0).factory());
        var health = new HealthStatusManager();
        try {
            var builder = NettyServerBuilder.forAddress(
                            new InetSocketAddress(settings.host(), settings.port()), InsecureServerCredentials.create())
                    .executor(threads)
                    .maxInboundMessageSize(settings.limits().messageBytes())
                    .maxConcurrentCallsPerConnection(settings.limits().callsPerConnection())
                    .permitKeepAliveTime(LEAST_PING_SECONDS, TimeUnit.SECONDS)
                    .permitKeepAliveWithoutCalls(true)
                    .addService(health.getHealthService())
                    .addService(ProtoReflectionServiceV1.newInstance());
            for (var service : services(settings.limits(), ports, threads)) {
                var bound = service.bindService();
                builder.addService(ReadableRequests.of(bound));
                health.setStatus(bound.getServiceDescriptor().getName(), ServingStatus.SERVING);
            }
            return new GrpcServer(builder.build().start(), health, threads);
        } catch (IOException busy) {
            threads.shutdownNow();
            throw new CannotListen(
                    "gRPC cannot listen on " + settings.host() + ":" + settings.port()
                            + ": is the port in use? Stop the other program, or configure another port",
                    busy);
        }
    }

    private static List<BindableService> services(GrpcLimits limits, GrpcPorts ports, ExecutorService threads) {
        var chains = new MeteredChains(ports.metering());
        var streams = new PacedStreams(threads, limits.readerPatience());
        return List.of(
                new IngestService(chains, ports.intake(), limits),
                new TicketsService(chains, ports.tickets(), limits.openingPatience()),
                new StatementsService(chains, streams),
                new ExposureService(ports.network(), chains, streams),
                new ProofsService(chains, ports, streams),
                new NodeService(ports.network(), ports.supply(), ports.status()));
    }

    /// The port that is listened on.
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        health.enterTerminalState();
        server.shutdownNow();
        try {
            server.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }
}
