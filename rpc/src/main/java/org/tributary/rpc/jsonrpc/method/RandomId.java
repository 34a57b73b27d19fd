// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.method;

import java.math.BigInteger;
import java.security.SecureRandom;

/// Ids of filters and subscriptions: 128 random bits, so that nobody guesses another client's.
public final class RandomId {
    private static final int BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomId() {}

    /// A hex quantity.
    public static String next() {
        return "0x" + new BigInteger(BITS, RANDOM).toString(16);
    }
}
