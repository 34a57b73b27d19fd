// SPDX-License-Identifier: Apache-2.0
package org.tributary.node;

import java.nio.file.Path;
import java.util.List;
import org.tributary.genesis.ChainSpec;
import org.tributary.node.config.Listening;
import org.tributary.node.keys.NodeKeys;
import org.tributary.node.keys.UnusedMark;
import org.tributary.node.peer.PeerAddress;

/// All that a node is made of.
///
/// @param unused stands as long as the consensus key has never signed
public record NodeSettings(
        ChainSpec spec, NodeKeys keys, UnusedMark unused, Path data, Listening listening, List<PeerAddress> peers) {
    public NodeSettings {
        peers = List.copyOf(peers);
    }
}
