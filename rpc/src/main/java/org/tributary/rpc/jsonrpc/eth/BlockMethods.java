// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.eth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tributary.ledger.view.BlockView;
import org.tributary.ledger.view.NetworkView;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Argument;
import org.tributary.rpc.jsonrpc.method.Handler;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;
import org.tributary.rpc.jsonrpc.method.Params;

/// Blocks and their parts. What is not there is `null`, not an error.
public final class BlockMethods implements MethodGroup {
    private final NetworkView view;

    public BlockMethods(NetworkView view) {
        this.view = view;
    }

    @Override
    public List<Method> methods() {
        Handler count = of(block -> Json.quantity(block.transactions().size()));
        Handler uncles = of(_ -> Json.quantity(0));
        return List.of(
                Method.of("eth_getBlockByNumber", this::block, "block", "fullTransactions?"),
                Method.of("eth_getBlockByHash", this::block, "hash", "fullTransactions?"),
                Method.of("eth_getBlockTransactionCountByNumber", count, "block"),
                Method.of("eth_getBlockTransactionCountByHash", count, "hash"),
                Method.of("eth_getTransactionByBlockNumberAndIndex", this::transaction, "block", "index"),
                Method.of("eth_getTransactionByBlockHashAndIndex", this::transaction, "hash", "index"),
                Method.of("eth_getBlockReceipts", this::receipts, "block"),
                Method.of("eth_getUncleCountByBlockNumber", uncles, "block"),
                Method.of("eth_getUncleCountByBlockHash", uncles, "hash"),
                Method.of("eth_getUncleByBlockNumberAndIndex", this::uncle, "block", "index"),
                Method.of("eth_getUncleByBlockHashAndIndex", this::uncle, "hash", "index"));
    }

    private Answer block(Params params) {
        boolean full = params.optional(1).map(Argument::flag).orElse(false);
        return show(find(params), block -> BlockJson.block(block, full, view.chainId()));
    }

    private Answer transaction(Params params) {
        long index = params.at(1).number();
        return show(
                find(params).filter(block -> index < block.transactions().size()),
                block -> TransactionJson.transaction(block.transactions().get(Math.toIntExact(index)), view.chainId()));
    }

    private Answer receipts(Params params) {
        return show(find(params), block -> {
            var receipts = Json.array();
            view.receipts(block.height()).forEach(receipt -> receipts.add(ReceiptJson.receipt(receipt)));
            return receipts;
        });
    }

    /// There are none.
    private Answer uncle(Params params) {
        BlockReference.read(params.at(0));
        params.at(1).number();
        return Answer.nothing();
    }

    private Handler of(Function<BlockView, JsonNode> part) {
        return params -> show(find(params), part);
    }

    private Optional<BlockView> find(Params params) {
        return switch (BlockReference.read(params.at(0))) {
            case BlockReference.Newest _ -> view.block(view.head());
            case BlockReference.AtHeight(var height) -> view.block(height);
            case BlockReference.WithHash(var hash) -> view.block(hash);
        };
    }

    private static Answer show(Optional<BlockView> block, Function<BlockView, JsonNode> part) {
        return block.map(part).map(Answer::of).orElseGet(Answer::nothing);
    }
}
