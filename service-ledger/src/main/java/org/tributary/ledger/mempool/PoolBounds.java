// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.mempool;

/// How much may wait.
///
/// @param maxTransactions in all
/// @param maxPerAccount of one sender, queued ones included
/// @param maxBytes of all encodings together
/// @param maxQueued in all, of those that wait for a nonce before theirs: they cost their senders nothing, so they must
///     never fill the pool
/// @param maxNonceGap how many nonces may be missing before one; enough for a batch that arrives out of order
public record PoolBounds(int maxTransactions, int maxPerAccount, long maxBytes, int maxQueued, int maxNonceGap) {
    /// Two seconds of transactions at 10,000 a second, and room for each to be ten times as large as a transfer.
    public static final PoolBounds DEFAULT = new PoolBounds(20_000, 64, 32L << 20, 5_000, 64);

    public PoolBounds {
        if (maxTransactions < 1 || maxPerAccount < 1 || maxBytes < 1 || maxQueued < 0 || maxNonceGap < 0) {
            throw new IllegalArgumentException("bounds of a mempool are positive");
        }
    }
}
