// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.remote;

import java.net.URI;
import java.util.List;
import picocli.CommandLine.Option;

/// Which node is asked over JSON-RPC.
public final class NodeOptions {
    @Option(
            names = "--rpc",
            paramLabel = "URL",
            defaultValue = "${env:TRIBUTARY_RPC:-http://127.0.0.1:8545}",
            description = "JSON-RPC of a node; several, with commas, are tried in turn (${DEFAULT-VALUE})",
            split = ",")
    private List<URI> nodes = List.of();

    public List<URI> nodes() {
        return List.copyOf(nodes);
    }

    public JsonRpc open() {
        return new JsonRpc(nodes);
    }
}
