// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.dapp;

import com.fasterxml.jackson.databind.JsonNode;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.remote.JsonRpc;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.typed.Domain;

/// The network behind a node: what signatures are bound to.
record Network(Hash genesis, ChainId chainId) {
    /// What a service chain says of its time.
    ///
    /// @param openingAllowanceBuckets how far from its start a ticket may be opened
    /// @param maxTicketBuckets how many buckets a ticket may be valid in
    record ServiceChain(ChainName name, long bucketMillis, long openingAllowanceBuckets, long maxTicketBuckets) {
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

    /// @throws CommandFailed where the node runs no such service chain
    static ServiceChain chain(JsonRpc rpc, ChainName name) {
        for (JsonNode chain : rpc.call("trib_chains")) {
            var metering = chain.path("metering");
            if (chain.path("chain").asText().equals(name.text()) && metering.isObject()) {
                return new ServiceChain(
                        name,
                        metering.path("bucketMillis").asLong(),
                        metering.path("openingAllowanceBuckets").asLong(),
                        metering.path("maxTicketBuckets").asLong());
            }
        }
        throw new CommandFailed("the node has no service chain " + name + "; trib_chains lists those that it has");
    }
}
