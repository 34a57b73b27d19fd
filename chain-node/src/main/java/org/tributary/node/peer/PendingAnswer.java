// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import org.apache.tuweni.bytes.Bytes;
import org.jspecify.annotations.Nullable;
import org.tributary.node.peer.v1.Answer;

/// Turns what gRPC says of a call into an answer or a [PeerFailure].
final class PendingAnswer implements StreamObserver<Answer> {
    private final CompletableFuture<Bytes> future = new CompletableFuture<>();
    private final Runnable over;
    private @Nullable Bytes body;

    /// @param over runs once, when the call is over and before the future is done
    PendingAnswer(Runnable over) {
        this.over = over;
    }

    CompletableFuture<Bytes> future() {
        return future;
    }

    @Override
    public void onNext(Answer answer) {
        body = Bytes.wrap(answer.getBody().toByteArray());
    }

    @Override
    public void onError(Throwable failure) {
        over.run();
        var status = Status.fromThrowable(failure);
        future.completeExceptionally(new PeerFailure(reason(status.getCode()), status.toString()));
    }

    @Override
    public void onCompleted() {
        over.run();
        if (body == null) {
            future.completeExceptionally(new PeerFailure(PeerFailure.Reason.FAILED, "the peer sent no answer"));
        } else {
            future.complete(body);
        }
    }

    private static PeerFailure.Reason reason(Status.Code code) {
        return switch (code) {
            case DEADLINE_EXCEEDED -> PeerFailure.Reason.TIMED_OUT;
            case NOT_FOUND -> PeerFailure.Reason.NOT_FOUND;
            case OUT_OF_RANGE -> PeerFailure.Reason.TOO_LARGE;
            case RESOURCE_EXHAUSTED -> PeerFailure.Reason.TOO_LARGE;
            case ABORTED -> PeerFailure.Reason.BUSY;
            case UNAVAILABLE -> PeerFailure.Reason.NOT_CONNECTED;
            // Those of gRPC's codes that say nothing more than that it went wrong.
            default -> PeerFailure.Reason.FAILED;
        };
    }
}
