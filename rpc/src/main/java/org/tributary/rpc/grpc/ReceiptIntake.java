// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import java.util.concurrent.CompletableFuture;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.primitives.ChainName;

/// Takes batches of receipts into the committee.
@FunctionalInterface
public interface ReceiptIntake {
    /// Never blocks. A failed future is a failure of the node, not of the batch.
    ///
    /// @param chain one that this node runs, and that the batch names
    CompletableFuture<IntakeAnswer> submit(ChainName chain, SignedBatch batch);
}
