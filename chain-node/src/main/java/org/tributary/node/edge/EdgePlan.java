// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.ServiceChainSpec;
import org.tributary.node.config.Endpoint;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.crypto.PrivateKey;

/// What an edge program is started with.
///
/// @param state directory of the journal
public record EdgePlan(
        Edge.Network network, EdgeTerms terms, PrivateKey provider, Upstream upstream, Path state, Doors doors) {
    /// The nodes.
    ///
    /// @param grpc `host:port` of each, the preferred one first
    /// @param jsonRpc for what main has settled
    /// @param spec of the network
    public record Upstream(List<String> grpc, List<URI> jsonRpc, ChainSpec spec) {
        public Upstream {
            grpc = List.copyOf(grpc);
            jsonRpc = List.copyOf(jsonRpc);
        }

        /// All service chains: main's book, and its demands, are of all.
        List<ChainName> chains() {
            return spec.serviceChains().stream().map(ServiceChainSpec::name).toList();
        }
    }

    /// Where it listens.
    ///
    /// @param clients for content
    /// @param admin for status and metrics
    public record Doors(Endpoint clients, Endpoint admin) {}
}
