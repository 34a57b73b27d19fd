// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.tributary.node.peer.v1.PeersGrpc;

/// The listening side.
final class PeerServer implements AutoCloseable {
    /// A stranger who has not finished the handshake by then is cut off.
    private static final long HANDSHAKE_SECONDS = 5;
    /// Calls at once on one connection: the two streams, and the questions that a peer may have open.
    private static final int MAX_CALLS = 2 + PeerConnection.MAX_PENDING_REQUESTS;

    /// A peer opens its streams as soon as it is connected, and keeps them.
    private static final long IDLE_SECONDS = 15;

    private static final long CLOSE_SECONDS = 5;

    private final Server server;

    private PeerServer(Server server) {
        this.server = server;
    }

    /// @throws UncheckedIOException where the port is taken or the address is not ours
    static PeerServer start(
            PeerSettings settings, SslContext tls, Callers callers, PeerService service, PeerThreads threads) {
        try {
            var server = NettyServerBuilder.forAddress(new InetSocketAddress(settings.host(), settings.port()))
                    .sslContext(tls)
                    .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
                    .maxConnectionIdle(IDLE_SECONDS, TimeUnit.SECONDS)
                    .maxConcurrentCallsPerConnection(MAX_CALLS)
                    .maxInboundMessageSize(PeerNetwork.MAX_MESSAGE)
                    .keepAliveTime(PeerNetwork.KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                    .keepAliveTimeout(PeerNetwork.KEEP_ALIVE_PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .permitKeepAliveTime(PeerNetwork.KEEP_ALIVE_SECONDS / 2, TimeUnit.SECONDS)
                    .executor(threads.questions())
                    .callExecutor(new ByMethod(threads))
                    .addTransportFilter(callers)
                    .intercept(callers)
                    .addService(service)
                    .build()
                    .start();
            return new PeerServer(server);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen for peers on " + settings.host() + ":" + settings.port()
                            + "; is another node running there? Choose another peer port, or 0 for any",
                    e);
        }
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Votes, bulk and questions each have their threads.
    private record ByMethod(PeerThreads threads) implements ServerCallExecutorSupplier {
        @Override
        public <Q, A> Executor getExecutor(ServerCall<Q, A> call, Metadata metadata) {
            var method = call.getMethodDescriptor().getFullMethodName();
            if (method.equals(PeersGrpc.getUrgentMethod().getFullMethodName())) {
                return threads.incoming(Priority.URGENT);
            }
            if (method.equals(PeersGrpc.getBulkMethod().getFullMethodName())) {
                return threads.incoming(Priority.BULK);
            }
            return threads.questions();
        }
    }
}
