// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.rpc.v1.BatchAnswer;
import org.tributary.rpc.v1.IngestGrpc;
import org.tributary.rpc.v1.ReceiptBatch;

/// A provider at its `Submit` stream.
final class BatchSender implements StreamObserver<BatchAnswer> {
    private static final long PATIENCE_SECONDS = 20;

    private final LinkedBlockingQueue<BatchAnswer> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> ended = new CompletableFuture<>();
    private final StreamObserver<ReceiptBatch> toNode;

    BatchSender(RunningGrpc node) {
        toNode = IngestGrpc.newStub(node.channel).submit(this);
    }

    void send(SignedBatch batch) {
        send("cdn", batch.encode().toArrayUnsafe());
    }

    void send(String chain, byte[] batch) {
        toNode.onNext(ReceiptBatch.newBuilder()
                .setChain(chain)
                .setBatch(ByteString.copyFrom(batch))
                .build());
    }

    void halfClose() {
        toNode.onCompleted();
    }

    BatchAnswer next() {
        try {
            var answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new IllegalStateException("no answer came");
            }
            return answer;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /// How the stream ended; waits for it.
    Status end() {
        return ended.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void onNext(BatchAnswer answer) {
        answers.add(answer);
    }

    @Override
    public void onError(Throwable failure) {
        ended.complete(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
        ended.complete(Status.OK);
    }
}
