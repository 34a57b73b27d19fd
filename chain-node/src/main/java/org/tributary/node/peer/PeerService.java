// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.node.peer.v1.Answer;
import org.tributary.node.peer.v1.Frames;
import org.tributary.node.peer.v1.PeersGrpc;
import org.tributary.node.peer.v1.Question;

/// What peers call on us. Every caller has passed [Callers].
final class PeerService extends PeersGrpc.PeersImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(PeerService.class);

    private final PeerHandler handler;
    private final Reception reception;
    private final PeerCounters counters;
    private final UnreadAnswers unread = new UnreadAnswers();

    PeerService(PeerHandler handler, Reception reception, PeerCounters counters) {
        this.handler = handler;
        this.reception = reception;
        this.counters = counters;
    }

    @Override
    public StreamObserver<Frames> urgent(StreamObserver<Frames> answers) {
        return reception.welcome(Callers.current(), Priority.URGENT, answers);
    }

    @Override
    public StreamObserver<Frames> bulk(StreamObserver<Frames> answers) {
        return reception.welcome(Callers.current(), Priority.BULK, answers);
    }

    @Override
    public void ask(Question question, StreamObserver<Answer> reply) {
        var query = Query.of(question.getQuery());
        var chain = Intake.hostedChain(handler, question.getChain());
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

    private void reply(Optional<Bytes> answer, StreamObserver<Answer> reply) {
        if (answer.isEmpty()) {
            reply.onError(Status.NOT_FOUND.asRuntimeException());
        } else if (answer.get().size() > PeerNetwork.MAX_PAYLOAD) {
            reply.onError(Status.OUT_OF_RANGE
                    .withDescription("the answer exceeds a message")
                    .asRuntimeException());
        } else if (!unread.admit(Callers.current(), answer.get().size(), (ServerCallStreamObserver<Answer>) reply)) {
            reply.onError(Status.ABORTED
                    .withDescription("read the answers to the other questions first")
                    .asRuntimeException());
        } else {
            var body = UnsafeByteOperations.unsafeWrap(answer.get().toArrayUnsafe());
            reply.onNext(Answer.newBuilder().setBody(body).build());
            reply.onCompleted();
        }
    }
}
