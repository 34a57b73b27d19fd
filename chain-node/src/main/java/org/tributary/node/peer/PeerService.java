// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.node.peer.v1.Answer;
import org.tributary.node.peer.v1.Frames;
import org.tributary.node.peer.v1.PeersGrpc;
import org.tributary.node.peer.v1.Question;
import org.tributary.node.peer.v1.Welcome;
import org.tributary.primitives.crypto.PublicKey;

/// What peers call on us. Every caller has passed [Callers].
final class PeerService extends PeersGrpc.PeersImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(PeerService.class);

    private final PeerHandler handler;
    private final Predicate<PublicKey> admission;
    private final PeerCounters counters;
    private final Consumer<PublicKey> heardOf;

    /// @param heardOf told of each peer that opens a stream
    PeerService(
            PeerHandler handler, Predicate<PublicKey> admission, PeerCounters counters, Consumer<PublicKey> heardOf) {
        this.handler = handler;
        this.admission = admission;
        this.counters = counters;
        this.heardOf = heardOf;
    }

    @Override
    public StreamObserver<Frames> urgent(StreamObserver<Welcome> replies) {
        return welcome(Priority.URGENT, replies);
    }

    @Override
    public StreamObserver<Frames> bulk(StreamObserver<Welcome> replies) {
        return welcome(Priority.BULK, replies);
    }

    private StreamObserver<Frames> welcome(Priority priority, StreamObserver<Welcome> replies) {
        var caller = Callers.current();
        replies.onNext(Welcome.getDefaultInstance());
        heardOf.accept(caller);
        return new IncomingStream(caller, priority, handler, admission, counters, replies);
    }

    @Override
    public void ask(Question question, StreamObserver<Answer> reply) {
        var query = Query.of(question.getQuery());
        var chain = IncomingStream.hostedChain(handler, question.getChain());
        if (query.isEmpty() || chain.isEmpty()) {
            reply.onError(Status.UNIMPLEMENTED
                    .withDescription("no such query or chain here")
                    .asRuntimeException());
            return;
        }
        Optional<Bytes> answer;
        try {
            var body = Bytes.wrap(question.getBody().toByteArray());
            answer = handler.answer(Callers.current(), query.get(), chain.get(), body);
        } catch (RuntimeException e) {
            counters.drop(DropReason.HANDLER_FAILED);
            LOG.warn("event=question_failed peer={} query={}", Callers.current(), query.get(), e);
            reply.onError(Status.INTERNAL.asRuntimeException());
            return;
        }
        reply(answer, reply);
    }

    private static void reply(Optional<Bytes> answer, StreamObserver<Answer> reply) {
        if (answer.isEmpty()) {
            reply.onError(Status.NOT_FOUND.asRuntimeException());
        } else if (answer.get().size() > PeerNetwork.MAX_PAYLOAD) {
            reply.onError(Status.OUT_OF_RANGE
                    .withDescription("the answer exceeds a message")
                    .asRuntimeException());
        } else {
            var body = UnsafeByteOperations.unsafeWrap(answer.get().toArrayUnsafe());
            reply.onNext(Answer.newBuilder().setBody(body).build());
            reply.onCompleted();
        }
    }
}
