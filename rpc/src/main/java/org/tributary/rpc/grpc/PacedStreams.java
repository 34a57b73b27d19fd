// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Streams of answers that go as fast as their client reads, so that a slow one costs no memory.
final class PacedStreams {
    private final Executor threads;
    private final Duration readerPatience;

    PacedStreams(Executor threads, Duration readerPatience) {
        this.threads = threads;
        this.readerPatience = readerPatience;
    }

    /// Runs `work` on a thread of its own, for gRPC tells the call's own thread when the client reads on.
    ///
    /// @param work hands over one answer after the other
    <A> void answer(StreamObserver<A> observer, Consumer<Consumer<A>> work) {
        var client = (ServerCallStreamObserver<A>) observer;
        var pace = new Semaphore(0);
        client.setOnReadyHandler(pace::release);
        client.setOnCancelHandler(pace::release);
        threads.execute(() -> run(client, work, answer -> {
            untilReady(client, pace);
            client.onNext(answer);
        }));
    }

    private static <A> void run(ServerCallStreamObserver<A> client, Consumer<Consumer<A>> work, Consumer<A> sink) {
        try {
            work.accept(sink);
        } catch (RuntimeException failed) {
            if (!client.isCancelled()) {
                client.onError(Unary.status(failed));
            }
            return;
        }
        if (!client.isCancelled()) {
            client.onCompleted();
        }
    }

    private void untilReady(ServerCallStreamObserver<?> client, Semaphore pace) {
        while (!client.isReady()) {
            if (client.isCancelled()) {
                throw Status.CANCELLED.withDescription("the client is gone").asRuntimeException();
            }
            if (!awaitRelease(pace)) {
                throw Status.DEADLINE_EXCEEDED
                        .withDescription("nothing was read for " + readerPatience.toSeconds() + " s")
                        .asRuntimeException();
            }
        }
    }

    private boolean awaitRelease(Semaphore pace) {
        try {
            return pace.tryAcquire(readerPatience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Status.UNAVAILABLE.withDescription("the node is stopping").asRuntimeException();
        }
    }
}
