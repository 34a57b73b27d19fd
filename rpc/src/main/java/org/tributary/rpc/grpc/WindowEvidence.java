// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.view.WindowRecord;
import org.tributary.primitives.ChainName;

/// Finds the header and certificate that make a closed window final.
@FunctionalInterface
public interface WindowEvidence {
    /// Canonical RLP of an `org.tributary.ledger.bill.ProvenWindow`.
    Bytes of(ChainName chain, WindowRecord window);
}
