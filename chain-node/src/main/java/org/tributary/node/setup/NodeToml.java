// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.setup;

import java.util.List;
import java.util.stream.Collectors;
import org.tributary.node.config.Endpoint;
import org.tributary.node.config.Listening;
import org.tributary.node.config.Peer;

/// The text of a node's configuration file.
final class NodeToml {
    private NodeToml() {}

    static String format(Listening listening, List<Peer> peers) {
        var others = peers.stream().map(peer -> "    \"" + peer + "\",\n").collect(Collectors.joining());
        return """
                # Relative paths start at this file's directory. `tributary config show --effective` explains every setting.
                genesis = "../genesis.json"
                data-dir = "data"
                keystore = "keystore"
                password-file = "password"
                peers = [
                %s]

                """.formatted(others)
                + section("peer", listening.peer())
                + section("rpc", listening.rpc())
                + section("grpc", listening.grpc())
                + section("metrics", listening.metrics());
    }

    private static String section(String name, Endpoint endpoint) {
        return "[%s]\nhost = \"%s\"\nport = %d\n\n".formatted(name, endpoint.host(), endpoint.port());
    }
}
