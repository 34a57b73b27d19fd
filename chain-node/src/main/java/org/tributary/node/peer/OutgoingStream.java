// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.tributary.node.peer.v1.Frames;

/// One priority of a connection that we dialled: our frames go out on it, and those of a peer that cannot
/// dial us come in.
final class OutgoingStream implements ClientResponseObserver<Frames, Frames> {
    private final FrameWriter frames;
    private final Intake intake;
    private final Executor reader;
    private final CompletableFuture<Void> welcomed = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile @Nullable ClientCallStreamObserver<Frames> stream;

    /// @param reader where frames are taken in: gRPC's own threads have to stay free
    OutgoingStream(FrameWriter frames, Intake intake, Executor reader) {
        this.frames = frames;
        this.intake = intake;
        this.reader = reader;
    }

    /// Done once the peer has said that it knows us; failed where it refused.
    CompletableFuture<Void> welcomed() {
        return welcomed;
    }

    /// Done when the stream is over, however it ended.
    CompletableFuture<Void> ended() {
        return ended;
    }

    void offer(byte[] frame) {
        frames.offer(frame);
    }

    void flush() {
        frames.flush();
    }

    void close() {
        frames.close();
        welcomed.cancel(false);
        ended.complete(null);
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Frames> call) {
        stream = call;
        // One message at a time: the next is asked for when this one is done with.
        call.disableAutoRequestWithInitial(1);
        frames.writeTo(call);
    }

    @Override
    public void onNext(Frames received) {
        if (welcomed.complete(null)) {
            next();
        } else {
            reader.execute(() -> intake.take(received, this::next));
        }
    }

    private void next() {
        var open = stream;
        if (open != null) {
            open.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        welcomed.completeExceptionally(failure);
        ended.complete(null);
    }

    @Override
    public void onCompleted() {
        welcomed.cancel(false);
        ended.complete(null);
    }
}
