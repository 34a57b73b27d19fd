// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tributary.rpc.v1.BatchAnswer;
import org.tributary.rpc.v1.ReceiptBatch;

/// One `Submit` stream. It reads the next batch when one of those in the works is answered and the client takes the
/// answer, so that neither side piles up more than the stream's share.
final class SubmitStream implements StreamObserver<ReceiptBatch> {
    private final ServerCallStreamObserver<BatchAnswer> client;
    private final Function<ReceiptBatch, CompletableFuture<BatchAnswer>> desk;
    private int inWork;

    /// Batches that may be read once the client reads on.
    private int owed;

    private boolean halfClosed;
    private boolean ended;

    SubmitStream(
            ServerCallStreamObserver<BatchAnswer> client, Function<ReceiptBatch, CompletableFuture<BatchAnswer>> desk) {
        this.client = client;
        this.desk = desk;
    }

    /// Before the call's method returns.
    void begin(int batchesAtOnce) {
        client.disableAutoRequest();
        client.setOnReadyHandler(this::onReady);
        client.setOnCancelHandler(this::onCancel);
        client.request(batchesAtOnce);
    }

    @Override
    public void onNext(ReceiptBatch batch) {
        synchronized (this) {
            inWork++;
        }
        answer(batch).whenComplete(this::onAnswer);
    }

    private CompletionStage<BatchAnswer> answer(ReceiptBatch batch) {
        try {
            return desk.apply(batch);
        } catch (RuntimeException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    private synchronized void onAnswer(@Nullable BatchAnswer answer, @Nullable Throwable failure) {
        inWork--;
        if (ended) {
            return;
        }
        if (answer == null) {
            ended = true;
            client.onError(failure == null ? Statuses.internal() : Unary.status(failure));
            return;
        }
        client.onNext(answer);
        if (halfClosed) {
            completeOnceIdle();
        } else if (client.isReady()) {
            client.request(1);
        } else {
            owed++;
        }
    }

    private synchronized void onReady() {
        if (owed > 0 && !ended) {
            client.request(owed);
            owed = 0;
        }
    }

    private synchronized void onCancel() {
        ended = true;
    }

    @Override
    public void onError(Throwable failure) {
        onCancel();
    }

    @Override
    public synchronized void onCompleted() {
        halfClosed = true;
        completeOnceIdle();
    }

    private void completeOnceIdle() {
        if (inWork == 0 && !ended) {
            ended = true;
            client.onCompleted();
        }
    }
}
