// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.network;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.tributary.rpc.v1.BatchAnswer;
import org.tributary.rpc.v1.IngestGrpc;
import org.tributary.rpc.v1.ReceiptBatch;

/// The nodes' gRPC doors. A question goes on to the next node where one does not answer.
public final class Nodes implements Ingest, AutoCloseable {
    /// A bill comes in pieces, and a window may have many rows.
    private static final int MAX_MESSAGE = 64 << 20;

    private final List<ManagedChannel> channels;
    private final AtomicInteger preferred = new AtomicInteger();

    public Nodes(List<String> targets) {
        this.channels = targets.stream().map(Nodes::channel).toList();
    }

    private static ManagedChannel channel(String target) {
        return ManagedChannelBuilder.forTarget(target)
                .usePlaintext()
                .maxInboundMessageSize(MAX_MESSAGE)
                .build();
    }

    /// The channel to node `number`, counted round and round.
    public Channel channel(int number) {
        return channels.get(Math.floorMod(number, channels.size()));
    }

    @Override
    public StreamObserver<ReceiptBatch> submit(int number, StreamObserver<BatchAnswer> answers) {
        return IngestGrpc.newStub(channel(number)).submit(answers);
    }

    public int size() {
        return channels.size();
    }

    /// @throws StatusRuntimeException where a node answers with an error, or none answers
    public <T> T ask(Function<Channel, T> question) {
        for (int attempt = 1; ; attempt++) {
            int node = preferred.get();
            try {
                return question.apply(channel(node));
            } catch (StatusRuntimeException failure) {
                if (!isUnreachable(failure) || attempt >= channels.size()) {
                    throw failure;
                }
                preferred.compareAndSet(node, (node + 1) % channels.size());
            }
        }
    }

    private static boolean isUnreachable(StatusRuntimeException failure) {
        var code = failure.getStatus().getCode();
        return code == Code.UNAVAILABLE || code == Code.DEADLINE_EXCEEDED;
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
    }
}
