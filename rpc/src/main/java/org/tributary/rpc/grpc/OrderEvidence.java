// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;

/// Finds the block that ordered a batch.
@FunctionalInterface
public interface OrderEvidence {
    /// Canonical RLP of an `org.tributary.ledger.block.OrderedBatch`.
    Optional<Bytes> of(ChainName chain, Hash batch);
}
