// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.network;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.transaction.VerifiedTransaction;
import org.tributary.ledger.view.Submission;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;

/// The node's mempool, as far as the outside sees it. Safe for use by many threads.
public interface PendingTransactions {
    Submission submit(Bytes rawTransaction);

    Optional<VerifiedTransaction> byHash(Hash hash);

    /// @param finalNonce how many transactions of the account are final
    long nextNonce(Address account, long finalNonce);
}
