// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import io.grpc.stub.CallStreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tributary.node.peer.v1.Frames;

/// Writes the frames of one priority to one stream: a queue that any thread may fill and one thread empties,
/// as fast as the peer reads.
final class FrameWriter {
    private final Outbox outbox;
    private final Executor writer;
    private final LongSupplier gatherNanos;
    private final PeerCounters counters;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile @Nullable CallStreamObserver<Frames> stream;
    private volatile long writtenNanos;

    /// @param writer runs one task at a time
    /// @param gatherNanos the least time from one message to the next, in which frames gather
    FrameWriter(QueueLimit limit, Executor writer, LongSupplier gatherNanos, PeerCounters counters) {
        this.outbox = new Outbox(limit);
        this.writer = writer;
        this.gatherNanos = gatherNanos;
        this.writtenNanos = System.nanoTime() - gatherNanos.getAsLong();
        this.counters = counters;
    }

    /// While the call is being set up: gRPC takes the handler only then.
    void writeTo(CallStreamObserver<Frames> call) {
        call.setOnReadyHandler(this::schedule);
        stream = call;
    }

    void offer(byte[] frame) {
        switch (outbox.offer(frame)) {
            case QUEUED -> schedule();
            case FULL -> counters.drop(DropReason.QUEUE_FULL);
            case CLOSED -> counters.drop(DropReason.NOT_CONNECTED);
        }
    }

    void close() {
        counters.drop(DropReason.NOT_CONNECTED, outbox.close());
    }

    /// Writes what is queued, as soon as the thread is free and the last message long enough ago.
    void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            long early = gatherNanos.getAsLong() - (System.nanoTime() - writtenNanos);
            (early > 0 ? CompletableFuture.delayedExecutor(early, TimeUnit.NANOSECONDS, writer) : writer)
                    .execute(this::write);
        }
    }

    /// Writes what is queued, as soon as the thread is free.
    void flush() {
        writer.execute(this::write);
    }

    private void write() {
        // Cleared first: a frame that is offered from here on schedules the next run.
        scheduled.set(false);
        var open = stream;
        while (open != null && open.isReady()) {
            var batch = outbox.take();
            if (batch.isEmpty()) {
                return;
            }
            writtenNanos = System.nanoTime();
            var packed = FrameCodec.pack(batch);
            open.onNext(packed);
            counters.messagesSent.increment();
            counters.framesSent.add(batch.size());
            counters.bytesSent.add(packed.getPacked().size());
        }
    }
}
