// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.network;

import io.grpc.stub.StreamObserver;
import org.tributary.rpc.v1.BatchAnswer;
import org.tributary.rpc.v1.ReceiptBatch;

/// The nodes' doors for batches of receipts.
@FunctionalInterface
public interface Ingest {
    /// Begins a stream of batches to node `number`, counted round and round; never blocks.
    StreamObserver<ReceiptBatch> submit(int number, StreamObserver<BatchAnswer> answers);
}
