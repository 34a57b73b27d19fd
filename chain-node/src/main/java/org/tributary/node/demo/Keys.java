// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.security.SecureRandom;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.primitives.crypto.PrivateKey;

/// Keys that live as long as the run.
final class Keys {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Keys() {}

    /// A secret outside the curve's order comes with a probability of 2^-128; it would be refused, not used.
    static PrivateKey fresh() {
        return new PrivateKey(Bytes32.random(RANDOM));
    }
}
