// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.dapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.Stream;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.remote.JsonRpc;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.typed.Domain;

/// The network behind a node: what signatures are bound to.
record Network(Hash genesis, ChainId chainId) {
    /// What a service chain says of its time.
    ///
    /// @param openingAllowanceBuckets how far from its start a ticket may be opened
    record ServiceChain(ChainName name, UsageKind kind, long bucketMillis, long openingAllowanceBuckets) {
        /// The bucket of now, by the clock of this machine.
        long now() {
            return System.currentTimeMillis() / bucketMillis;
        }
    }

    static Network of(JsonRpc rpc) {
        var network = rpc.call("trib_getNetwork");
        return new Network(
                Hash.parse(network.path("genesisHash").asText()),
                new ChainId(network.path("chainId").asLong()));
    }

    Domain domain(ChainName chain) {
        return Domain.of(chainId, genesis, chain);
    }

    private static UsageKind kind(String word) {
        return Stream.of(UsageKind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new CommandFailed("the node counts " + word + ", which this version does not know"));
    }

    /// @throws CommandFailed where the node runs no such service chain
    static ServiceChain chain(JsonRpc rpc, ChainName name) {
        for (JsonNode chain : rpc.call("trib_chains")) {
            var metering = chain.path("metering");
            if (chain.path("chain").asText().equals(name.text()) && metering.isObject()) {
                return new ServiceChain(
                        name,
                        kind(metering.path("usage").asText()),
                        metering.path("bucketMillis").asLong(),
                        metering.path("openingAllowanceBuckets").asLong());
            }
        }
        throw new CommandFailed("the node has no service chain " + name + "; trib_chains lists those that it has");
    }
}
