// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

import org.tributary.primitives.crypto.PublicKey;

/// Where a peer listens, and the only consensus key that is accepted there.
public record PeerAddress(PublicKey consensusKey, String host, int port) {
    public PeerAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("a peer's address names a host");
        }
        if (port < 1 || port > PeerSettings.MAX_PORT) {
            throw new IllegalArgumentException("a peer's port lies between 1 and 65535, not at " + port);
        }
    }
}
