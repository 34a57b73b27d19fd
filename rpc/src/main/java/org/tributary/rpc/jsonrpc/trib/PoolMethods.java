// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.trib;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.tributary.ledger.view.NetworkView;
import org.tributary.primitives.Hash;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;
import org.tributary.rpc.jsonrpc.method.RpcError;
import org.tributary.rpc.statement.MeteredChains;
import org.tributary.rpc.statement.PoolBook;

/// `trib_getPool`.
final class PoolMethods implements MethodGroup {
    private final NetworkView network;
    private final MeteredChains chains;

    PoolMethods(NetworkView network, MeteredChains chains) {
        this.network = network;
        this.chains = chains;
    }

    @Override
    public List<Method> methods() {
        return List.of(Method.of("trib_getPool", params -> pool(params.at(0).hash()), "pool"));
    }

    private Answer pool(Hash id) {
        return PoolBook.read(network, chains, id)
                .map(book -> Answer.of(json(book)))
                .orElseGet(() -> noSuchPool(id));
    }

    static RpcError noSuchPool(Hash id) {
        return RpcError.notFound("no such pool: " + id);
    }

    private ObjectNode json(PoolBook book) {
        var json = Json.object().put("height", book.height().number());
        json.set("pool", Json.hex(book.pool()));
        json.set("owner", Json.hex(book.owner()));
        var money = book.money();
        json.put("deposited", money.deposited().toString())
                .put("free", money.free().toString())
                .put("authorised", money.authorised().toString())
                .put("owed", money.owed().toString())
                .put("held", money.held().toString())
                .put("paid", money.paid().toString())
                .put("withdrawn", money.withdrawn().toString())
                .put("adds", money.adds())
                .put("minEpoch", Long.toString(book.minEpoch()))
                .put("coverBasisPoints", book.cover().basisPoints())
                .put("debt", book.cover().debt().toString());
        json.set("freeCover", freeCover(book));
        return json;
    }

    /// By service chain; `null` where the pool has no cover.
    private ObjectNode freeCover(PoolBook book) {
        var json = Json.object();
        for (var chain : chains.all()) {
            var name = chain.view().chain();
            var cover = book.cover().free().get(name);
            json.set(name.text(), cover == null ? Json.NULL : Json.text(cover.toString()));
        }
        return json;
    }
}
