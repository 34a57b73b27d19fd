// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.transaction.SignedTransaction;
import org.tributary.primitives.Hash;

/// What this node holds of the transactions that a proposal may name. For any thread.
public interface HeldTransactions {
    Optional<SignedTransaction> held(Hash hash);

    /// Takes one that a peer had to be asked for.
    void fetched(Bytes rawTransaction);

    /// For a chain whose blocks have none.
    HeldTransactions NONE = new HeldTransactions() {
        @Override
        public Optional<SignedTransaction> held(Hash hash) {
            return Optional.empty();
        }

        @Override
        public void fetched(Bytes rawTransaction) {}
    };
}
