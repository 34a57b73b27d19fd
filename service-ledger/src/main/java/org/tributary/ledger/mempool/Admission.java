// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.mempool;

import org.tributary.primitives.Hash;

/// What became of a transaction that was offered to the mempool.
public sealed interface Admission {
    record Admitted(Hash hash) implements Admission {}

    /// It waits already. Ethereum clients expect this as an error with [#reason()], though nothing is wrong.
    record AlreadyKnown() implements Admission {
        public String reason() {
            return "already known";
        }
    }

    /// `reason` is in the words that Ethereum clients match, such as `nonce too low`.
    record Refused(String reason) implements Admission {}
}
