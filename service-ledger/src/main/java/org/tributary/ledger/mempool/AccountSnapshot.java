// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.mempool;

import org.tributary.primitives.Amount;

/// An account as the last committed block left it.
///
/// @param nonce the nonce of its next transaction
public record AccountSnapshot(long nonce, Amount balance) {
    public AccountSnapshot {
        if (nonce < 0) {
            throw new IllegalArgumentException("nonces are not negative");
        }
    }
}
