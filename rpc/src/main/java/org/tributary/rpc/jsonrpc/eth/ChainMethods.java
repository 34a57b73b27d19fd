// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.eth;

import java.util.List;
import org.tributary.ledger.view.NetworkView;
import org.tributary.primitives.Height;
import org.tributary.primitives.crypto.Keccak;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;

/// What a client asks first: who are you, which chain, how far.
public final class ChainMethods implements MethodGroup {
    private final NetworkView view;
    private final String clientVersion;
    private final Height startingBlock;

    public ChainMethods(NetworkView view, String clientVersion) {
        this.view = view;
        this.clientVersion = clientVersion;
        this.startingBlock = view.head();
    }

    @Override
    public List<Method> methods() {
        return List.of(
                Method.of("web3_clientVersion", _ -> Answer.of(Json.text(clientVersion))),
                Method.of(
                        "web3_sha3", p -> Answer.of(Json.hex(Keccak.hash(p.at(0).bytes()))), "data"),
                Method.of("net_version", _ -> Answer.of(Json.text(view.chainId().toString()))),
                Method.of("net_listening", _ -> Answer.of(Json.flag(true))),
                Method.of("net_peerCount", _ -> Answer.of(Json.quantity(view.peerCount()))),
                Method.of(
                        "eth_chainId",
                        _ -> Answer.of(Json.quantity(view.chainId().number()))),
                Method.of("eth_blockNumber", _ -> Answer.of(Json.quantity(view.head()))),
                Method.of("eth_syncing", _ -> syncing()),
                // The node holds no keys.
                Method.of("eth_accounts", _ -> Answer.of(Json.array())));
    }

    private Answer syncing() {
        var highest = view.syncingTowards();
        if (highest.isEmpty()) {
            return Answer.of(Json.flag(false));
        }
        var progress = Json.object();
        progress.set("startingBlock", Json.quantity(startingBlock));
        progress.set("currentBlock", Json.quantity(view.head()));
        progress.set("highestBlock", Json.quantity(highest.get()));
        return Answer.of(progress);
    }
}
