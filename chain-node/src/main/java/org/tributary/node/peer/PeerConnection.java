// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.peer.v1.PeersGrpc;
import org.tributary.node.peer.v1.Question;
import org.tributary.primitives.ChainName;

/// One connection that we dialled, from its opening to its end. It is never repaired: a new one takes its
/// place.
final class PeerConnection implements AutoCloseable {
    /// Requests to one peer that wait for their answers: each may bring a whole message into memory.
    static final int MAX_PENDING_REQUESTS = 16;

    private static final int DIAL_MILLIS = 2_000;

    private final ManagedChannel channel;
    private final PeersGrpc.PeersStub stub;
    private final OutgoingStream urgent;
    private final OutgoingStream bulk;
    private final PeerThreads threads;
    private final Duration requestTimeout;
    private final Semaphore pending = new Semaphore(MAX_PENDING_REQUESTS);

    PeerConnection(PeerAddress address, SslContext tls, Streams streams, Duration requestTimeout) {
        this.channel = NettyChannelBuilder.forAddress(address.host(), address.port())
                .sslContext(tls)
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, DIAL_MILLIS)
                .keepAliveTime(PeerNetwork.KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(PeerNetwork.KEEP_ALIVE_PATIENCE_SECONDS, TimeUnit.SECONDS)
                .maxInboundMessageSize(PeerNetwork.MAX_MESSAGE)
                .disableRetry()
                // What runs there only completes a future or schedules a write.
                .directExecutor()
                .build();
        this.stub = PeersGrpc.newStub(channel);
        this.urgent = streams.outgoing(address.consensusKey(), Priority.URGENT);
        this.bulk = streams.outgoing(address.consensusKey(), Priority.BULK);
        this.threads = streams.threads();
        this.requestTimeout = requestTimeout;
    }

    /// Dials.
    ///
    /// @return done once the peer has welcomed both streams
    CompletableFuture<Void> open() {
        stub.urgent(urgent);
        stub.bulk(bulk);
        return CompletableFuture.allOf(urgent.welcomed(), bulk.welcomed());
    }

    /// Done as soon as either stream is over.
    CompletableFuture<?> ended() {
        return CompletableFuture.anyOf(urgent.ended(), bulk.ended());
    }

    void offer(Topic topic, byte[] frame) {
        if (topic.namesBulk()) {
            bulk.flush();
        }
        switch (topic.priority()) {
            case URGENT -> urgent.offer(frame);
            case BULK -> bulk.offer(frame);
        }
    }

    CompletableFuture<Bytes> ask(Query query, ChainName chain, Bytes body) {
        if (!pending.tryAcquire()) {
            return CompletableFuture.failedFuture(new PeerFailure(
                    PeerFailure.Reason.BUSY, MAX_PENDING_REQUESTS + " requests to this peer are under way"));
        }
        var question = Question.newBuilder()
                .setQuery(query.code())
                .setChain(chain.text())
                .setBody(UnsafeByteOperations.unsafeWrap(body.toArray()))
                .build();
        var answer = new PendingAnswer(pending::release);
        stub.withExecutor(threads.questions())
                .withDeadlineAfter(requestTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .ask(question, answer);
        return answer.future();
    }

    @Override
    public void close() {
        urgent.close();
        bulk.close();
        channel.shutdownNow();
    }
}
