// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.trib;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Arguments;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.execution.Reserved;
import org.tributary.ledger.view.NetworkView;
import org.tributary.primitives.Hash;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;
import org.tributary.rpc.jsonrpc.method.RpcError;
import org.tributary.rpc.statement.MeteredChains;

/// `trib_getPool`.
final class PoolMethods implements MethodGroup {
    /// What [Pools#POOL] returns behind the owner, in its order.
    private static final List<String> FIELDS =
            List.of("deposited", "free", "authorised", "owed", "held", "paid", "withdrawn", "minEpoch");

    private final ContractReads contracts;
    private final MeteredChains chains;

    PoolMethods(NetworkView network, MeteredChains chains) {
        this.contracts = new ContractReads(network);
        this.chains = chains;
    }

    @Override
    public List<Method> methods() {
        return List.of(Method.of("trib_getPool", params -> pool(params.at(0).hash()), "pool"));
    }

    private Answer pool(Hash id) {
        return contracts
                .call(Reserved.POOLS, Pools.POOL, AbiValue.of(id))
                .map(pool -> Answer.of(json(id, pool)))
                .orElseGet(() -> noSuchPool(id));
    }

    static RpcError noSuchPool(Hash id) {
        return RpcError.notFound("no such pool: " + id);
    }

    private ObjectNode json(Hash id, Arguments pool) {
        var json = Json.object();
        json.set("pool", Json.hex(id));
        json.set("owner", Json.hex(pool.address(0)));
        for (int i = 0; i < FIELDS.size(); i++) {
            json.put(FIELDS.get(i), pool.number(i + 1).toString());
        }
        contracts
                .call(Reserved.POOLS, Pools.COVER, AbiValue.of(id))
                .ifPresent(cover -> json.put("coverBasisPoints", cover.smallNumber(0))
                        .put("debt", cover.number(1).toString()));
        json.set("freeCover", freeCover(id));
        return json;
    }

    /// By service chain; `null` where the pool has no cover.
    private ObjectNode freeCover(Hash pool) {
        var json = Json.object();
        for (var chain : chains.all()) {
            var cover = chain.view().freeCover(pool);
            json.set(
                    chain.view().chain().text(),
                    cover.map(amount -> Json.text(amount.toString())).orElse(Json.NULL));
        }
        return json;
    }
}
