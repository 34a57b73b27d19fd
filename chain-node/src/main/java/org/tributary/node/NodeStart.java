// SPDX-License-Identifier: Apache-2.0
package org.tributary.node;

import java.nio.file.Path;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.file.SpecFile;
import org.tributary.node.config.NodeConfig;
import org.tributary.node.config.Peer;
import org.tributary.node.keys.NodeKeys;
import org.tributary.node.keys.UnusedMark;
import org.tributary.node.peer.PeerAddress;
import org.tributary.primitives.codec.Decoded;

/// From a configuration to what a node is made of: reads the files that it names.
public final class NodeStart {
    private NodeStart() {}

    /// @throws NodeRefused where a file cannot be read or is not what it should be; the message names it
    public static NodeSettings settings(NodeConfig config) {
        var paths = config.paths();
        var spec = spec(paths.genesis());
        var keys = switch (NodeKeys.open(paths.keystore(), paths.passwordFile())) {
            case Decoded.Value<NodeKeys>(var opened) -> opened;
            case Decoded.Malformed<NodeKeys>(var reason) -> throw new NodeRefused(reason);
        };
        var peers = config.peers().stream().map(NodeStart::address).toList();
        return new NodeSettings(spec, keys, UnusedMark.in(paths.keystore()), paths.data(), config.listening(), peers);
    }

    /// @throws NodeRefused where the file is no chain spec
    public static ChainSpec spec(Path file) {
        return switch (SpecFile.read(file)) {
            case Decoded.Value<ChainSpec>(var spec) -> spec;
            case Decoded.Malformed<ChainSpec>(var reason) -> throw new NodeRefused(reason);
        };
    }

    private static PeerAddress address(Peer peer) {
        return new PeerAddress(
                peer.consensusKey(), peer.endpoint().host(), peer.endpoint().port());
    }
}
