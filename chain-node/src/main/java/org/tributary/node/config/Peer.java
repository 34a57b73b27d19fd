// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.config;

import org.tributary.primitives.Hex;
import org.tributary.primitives.crypto.PublicKey;

/// Another validator: who it must prove to be, and where it listens.
public record Peer(PublicKey consensusKey, Endpoint endpoint) {
    /// Reads `0x…@host:port`.
    static Peer parse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("must be key@host:port, is " + text);
        }
        return new Peer(new PublicKey(Hex.parse(text.substring(0, at))), Endpoint.parse(text.substring(at + 1)));
    }

    @Override
    public String toString() {
        return consensusKey + "@" + endpoint;
    }
}
