// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;

/// Finds headers and certificates: what makes a line of a bill final, and whose it is.
public interface LineEvidence {
    /// Canonical RLP of an `org.tributary.ledger.bill.ProvenWindow`.
    Bytes window(ChainName chain, WindowRecord window);

    /// Canonical RLP of an `org.tributary.ledger.bill.ProvenPool`; nothing where this node does not hold it.
    Optional<Bytes> pool(ChainName chain, Hash pool);
}
