// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.trib;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.tributary.rpc.NodeStatus;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;
import org.tributary.rpc.statement.MeteredChain;
import org.tributary.rpc.statement.MeteredChains;

/// `trib_getNetwork`, `trib_chains` and `trib_getSupply`.
final class NetworkMethods implements MethodGroup {
    private final TribPorts ports;
    private final MeteredChains chains;

    NetworkMethods(TribPorts ports, MeteredChains chains) {
        this.ports = ports;
        this.chains = chains;
    }

    @Override
    public List<Method> methods() {
        return List.of(
                Method.of("trib_getNetwork", _ -> network()),
                Method.of("trib_chains", _ -> chains()),
                Method.of("trib_getSupply", _ -> supply()));
    }

    /// What a network's signatures are bound to.
    private Answer network() {
        var json = Json.object();
        json.set("genesisHash", Json.hex(ports.network().genesisHash()));
        return Answer.of(json.put("chainId", ports.network().chainId().number())
                .put("height", ports.network().head().number()));
    }

    private Answer chains() {
        var list = Json.array();
        ports.status().get().chains().forEach(status -> list.add(chain(status)));
        return Answer.of(list);
    }

    private ObjectNode chain(NodeStatus.ChainStatus status) {
        var metered = chains.named(status.chain().text());
        var json = Json.object()
                .put("chain", status.chain().text())
                .put("kind", metered.isPresent() ? "service" : "main")
                .put("height", status.height().number())
                .put("view", status.view().number());
        status.bucket().ifPresent(bucket -> json.put("bucket", bucket.number()));
        metered.ifPresent(chain -> json.set("metering", rules(chain)));
        return json;
    }

    private static ObjectNode rules(MeteredChain chain) {
        var rules = chain.view().rules();
        return Json.object()
                .put("usage", LineJson.kind(rules.kind()))
                .put("bucketMillis", rules.bucketMillis())
                .put("windowBuckets", rules.windowBuckets())
                .put("softAcceptanceBuckets", rules.softAcceptanceBuckets())
                .put("hardAcceptanceBuckets", rules.hardAcceptanceBuckets())
                .put("openingAllowanceBuckets", rules.openingAllowanceBuckets())
                .put("maxTicketBuckets", rules.maxTicketBuckets())
                .put("maxReceiptsPerBatch", rules.maxReceiptsPerBatch());
    }

    private Answer supply() {
        var supply = ports.supply().get();
        return Answer.of(Json.object()
                .put("height", supply.height().number())
                .put("balances", supply.balances().toString())
                .put("pools", supply.pools().toString())
                .put("inFlight", supply.inFlight().toString())
                .put("burned", supply.burned().toString())
                .put("genesisSupply", supply.genesisSupply().toString())
                .put("conserved", supply.conserved()));
    }
}
