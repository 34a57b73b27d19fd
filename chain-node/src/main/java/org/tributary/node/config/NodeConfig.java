// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// All that one node is told from outside.
public record NodeConfig(NodePaths paths, Listening listening, List<Peer> peers) {
    /// The largest committee and its standbys, several times over.
    private static final int MAX_PEERS = 256;

    public NodeConfig {
        peers = List.copyOf(peers);
    }

    /// @param base where relative paths start: the directory of the configuration file
    /// @throws ConfigRefused where a value is wrong; the message names the key and who set it
    public static NodeConfig of(Settings settings, Path base) {
        var paths = new NodePaths(
                path(settings, Setting.GENESIS, base),
                path(settings, Setting.DATA_DIR, base),
                path(settings, Setting.KEYSTORE, base),
                path(settings, Setting.PASSWORD_FILE, base));
        var listening = new Listening(
                endpoint(settings, Setting.PEER_HOST, Setting.PEER_PORT),
                endpoint(settings, Setting.RPC_HOST, Setting.RPC_PORT),
                endpoint(settings, Setting.GRPC_HOST, Setting.GRPC_PORT),
                endpoint(settings, Setting.METRICS_HOST, Setting.METRICS_PORT));
        return new NodeConfig(paths, listening, parsed(settings, Setting.PEERS, NodeConfig::peers));
    }

    private static Endpoint endpoint(Settings settings, Setting host, Setting port) {
        int number = parsed(settings, port, Endpoint::port);
        // Here and not within the host's check, so that a bad port is not blamed on the host.
        parsed(settings, port, text -> new Endpoint("localhost", number));
        return parsed(settings, host, text -> new Endpoint(text, number));
    }

    private static Path path(Settings settings, Setting setting, Path base) {
        return parsed(settings, setting, text -> {
            if (text.isBlank()) {
                throw new IllegalArgumentException("must not be empty");
            }
            return base.toAbsolutePath().resolve(text).normalize();
        });
    }

    private static List<Peer> peers(String text) {
        var peers = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(peer -> !peer.isEmpty())
                .map(Peer::parse)
                .toList();
        if (peers.size() > MAX_PEERS) {
            throw new IllegalArgumentException("must be at most " + MAX_PEERS);
        }
        if (peers.stream().map(Peer::consensusKey).distinct().count() != peers.size()) {
            throw new IllegalArgumentException("must not have one consensus key twice");
        }
        return peers;
    }

    private static <T> T parsed(Settings settings, Setting setting, Function<String, T> parse) {
        try {
            return parse.apply(settings.text(setting));
        } catch (InvalidPathException noPath) {
            throw new ConfigRefused(setting.key(), "no path: " + noPath.getReason() + settings.origin(setting));
        } catch (IllegalArgumentException refused) {
            throw new ConfigRefused(setting.key(), refused.getMessage() + settings.origin(setting));
        }
    }
}
