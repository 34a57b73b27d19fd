// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.tributary.rpc.statement.MeteredChains;
import org.tributary.rpc.v1.BatchAnswer;
import org.tributary.rpc.v1.IngestGrpc;
import org.tributary.rpc.v1.ReceiptBatch;

/// Takes batches of receipts, from many streams within one bound.
final class IngestService extends IngestGrpc.IngestImplBase {
    private final BatchDesk desk;
    private final GrpcLimits limits;
    private final AtomicLong bytesInWork = new AtomicLong();

    IngestService(MeteredChains chains, ReceiptIntake intake, GrpcLimits limits) {
        this.desk = new BatchDesk(chains, intake);
        this.limits = limits;
    }

    @Override
    public StreamObserver<ReceiptBatch> submit(StreamObserver<BatchAnswer> client) {
        var stream = new SubmitStream((ServerCallStreamObserver<BatchAnswer>) client, this::answer);
        stream.begin(limits.batchesPerStream());
        return stream;
    }

    private CompletableFuture<BatchAnswer> answer(ReceiptBatch batch) {
        long size = batch.getBatch().size();
        if (bytesInWork.addAndGet(size) > limits.batchBytesInWork()) {
            bytesInWork.addAndGet(-size);
            return CompletableFuture.failedFuture(BatchDesk.overloaded());
        }
        return desk.answer(batch).whenComplete((_, _) -> bytesInWork.addAndGet(-size));
    }
}
