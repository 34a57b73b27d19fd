// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives;

/// The network's EIP-155 number, which transactions and typed data are bound to. Below 2^32, so that every wallet takes
/// it.
public record ChainId(long number) {
    public ChainId {
        if (number <= 0 || number >= 1L << 32) {
            throw new IllegalArgumentException("a chain id lies in 1 … 2^32 − 1: " + number);
        }
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
