// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.tributary.rpc.v1.BillRow;
import org.tributary.rpc.v1.ExplainLineRequest;
import org.tributary.rpc.v1.LinePart;
import org.tributary.rpc.v1.ListRowsRequest;
import org.tributary.rpc.v1.ProofsGrpc;
import org.tributary.rpc.v1.StatementsGrpc;

/// Explains whatever line it is asked for with what it was told to say.
final class LyingNode extends ProofsGrpc.ProofsImplBase implements AutoCloseable {
    private final Server server;
    private volatile List<LinePart> parts = List.of();
    private volatile List<BillRow> rows = List.of();

    LyingNode() throws IOException {
        server = NettyServerBuilder.forAddress(
                        new InetSocketAddress("127.0.0.1", 0), InsecureServerCredentials.create())
                .addService(this)
                .addService(new StatementsGrpc.StatementsImplBase() {
                    @Override
                    public void listRows(ListRowsRequest request, StreamObserver<BillRow> client) {
                        rows.forEach(client::onNext);
                        client.onCompleted();
                    }
                })
                .build()
                .start();
    }

    String target() {
        return "127.0.0.1:" + server.getPort();
    }

    void says(List<LinePart> lies) {
        parts = List.copyOf(lies);
    }

    void lists(List<BillRow> lies) {
        rows = List.copyOf(lies);
    }

    @Override
    public void explainLine(ExplainLineRequest request, StreamObserver<LinePart> client) {
        parts.forEach(client::onNext);
        client.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
