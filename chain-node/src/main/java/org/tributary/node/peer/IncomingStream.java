// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.tributary.node.peer.v1.Frames;
import org.tributary.primitives.crypto.PublicKey;

/// One priority of a connection that a peer dialled: its frames come in on it, and ours go out where we
/// cannot dial it.
final class IncomingStream implements StreamObserver<Frames> {
    private final PublicKey from;
    private final Intake intake;
    private final Predicate<PublicKey> admission;
    private final FrameWriter frames;
    private final Executor writer;
    private final ServerCallStreamObserver<Frames> call;
    /// Written under the lock: whoever ends the stream finds it not begun, or begun.
    private volatile boolean over;

    /// @param writer the thread of `frames`: a call takes one message, or its end, at a time
    IncomingStream(
            PublicKey from,
            Intake intake,
            Predicate<PublicKey> admission,
            FrameWriter frames,
            Executor writer,
            ServerCallStreamObserver<Frames> call) {
        this.from = from;
        this.intake = intake;
        this.admission = admission;
        this.frames = frames;
        this.writer = writer;
        this.call = call;
    }

    /// Welcomes the peer, and asks for its first message.
    ///
    /// @param gone runs when the stream is over; maybe twice
    synchronized void begin(Runnable gone) {
        if (over) {
            return;
        }
        Runnable end = () -> {
            over = true;
            frames.close();
            gone.run();
        };
        call.setOnCancelHandler(end);
        call.setOnCloseHandler(end);
        // One message at a time: the next is asked for when this one is done with.
        call.disableAutoRequest();
        // Before the writer knows of the call: a call takes one message at a time, and this is the first.
        call.onNext(Frames.getDefaultInstance());
        frames.writeTo(call);
        frames.schedule();
        call.request(1);
    }

    void offer(byte[] frame) {
        frames.offer(frame);
    }

    void flush() {
        frames.flush();
    }

    @Override
    public void onNext(Frames received) {
        if (over) {
            return;
        }
        if (admission.test(from)) {
            intake.take(received, () -> call.request(1));
        } else {
            end(Status.PERMISSION_DENIED.withDescription("no longer a peer of this node"));
        }
    }

    /// Hangs up; the peer is told why.
    synchronized void end(Status why) {
        if (!over) {
            over = true;
            frames.close();
            writer.execute(() -> call.onError(why.asRuntimeException()));
        }
    }

    @Override
    public void onError(Throwable failure) {
        // The peer's link is broken, and `gone` has run. It will dial again.
        over = true;
    }

    @Override
    public synchronized void onCompleted() {
        if (!over) {
            over = true;
            frames.close();
            writer.execute(call::onCompleted);
        }
    }
}
