// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.mempool;

import java.math.BigInteger;
import org.tributary.ledger.transaction.VerifiedTransaction;

/// A transaction that waits.
///
/// @param arrival its place in the order of arrival; a replacement inherits it
/// @param cost the most that it can take from its sender
record Pooled(VerifiedTransaction verified, long arrival, BigInteger cost) {
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);
    /// As go-ethereum: less than 10 % more is not worth spreading the transaction again.
    private static final BigInteger LEAST_BUMP = BigInteger.valueOf(110);

    static Pooled of(VerifiedTransaction verified, long arrival) {
        return new Pooled(verified, arrival, verified.transaction().maxCost());
    }

    int size() {
        return verified.signed().encoded().size();
    }

    long gasLimit() {
        return verified.transaction().gasLimit();
    }

    /// A tip of 0 may stay 0: under a flat price most are.
    boolean isReplaceableBy(VerifiedTransaction other) {
        var mine = verified.transaction();
        var theirs = other.transaction();
        return theirs.maxFeePerGas().compareTo(mine.maxFeePerGas()) > 0
                && isBumped(mine.maxFeePerGas(), theirs.maxFeePerGas())
                && isBumped(mine.maxPriorityFeePerGas(), theirs.maxPriorityFeePerGas());
    }

    private static boolean isBumped(BigInteger from, BigInteger to) {
        return to.multiply(HUNDRED).compareTo(from.multiply(LEAST_BUMP)) >= 0;
    }
}
