// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.transaction;

import java.math.BigInteger;

/// The range of Ethereum's numbers: one word, unsigned.
final class Word {
    static final int SIZE = 32;

    private Word() {}

    /// Nonces and gas limits stay below 2^63 (EIP-2681 and EIP-1985 allow little more).
    static void check(long nonce, long gasLimit) {
        if (nonce < 0 || gasLimit < 0) {
            throw new IllegalArgumentException("nonce and gas limit are not negative");
        }
    }

    static void check(String name, BigInteger number) {
        if (number.signum() < 0 || number.bitLength() > SIZE * Byte.SIZE) {
            throw new IllegalArgumentException(name + " lies in 0 … 2^256 − 1");
        }
    }
}
