// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.eth;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tributary.ledger.view.BlockView;
import org.tributary.ledger.view.NetworkView;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Argument;
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

    /// How a method's first argument names its block.
    private interface Finder {
        Optional<BlockView> find(Params params);
    }

    /// What a method shows of a block.
    private interface Part {
        Answer of(BlockView block, Params params);
    }

    @Override
    public List<Method> methods() {
        Part count = (block, _) -> Answer.of(Json.quantity(block.transactions().size()));
        Part uncleCount = (_, _) -> Answer.of(Json.quantity(0));
        Part uncle = (_, _) -> Answer.nothing();
        return List.of(
                byNumber("eth_getBlockByNumber", this::block, "fullTransactions?"),
                byHash("eth_getBlockByHash", this::block, "fullTransactions?"),
                byNumber("eth_getBlockTransactionCountByNumber", count),
                byHash("eth_getBlockTransactionCountByHash", count),
                byNumber("eth_getTransactionByBlockNumberAndIndex", this::transaction, "index"),
                byHash("eth_getTransactionByBlockHashAndIndex", this::transaction, "index"),
                byNumber("eth_getBlockReceipts", (block, _) -> receipts(block)),
                byNumber("eth_getUncleCountByBlockNumber", uncleCount),
                byHash("eth_getUncleCountByBlockHash", uncleCount),
                byNumber("eth_getUncleByBlockNumberAndIndex", uncle, "index"),
                byHash("eth_getUncleByBlockHashAndIndex", uncle, "index"));
    }

    private Method byNumber(String name, Part part, String... more) {
        return method(name, "block", this::referenced, this::absent, part, more);
    }

    private Method byHash(String name, Part part, String... more) {
        return method(name, "hash", params -> view.block(params.at(0).hash()), _ -> Answer.nothing(), part, more);
    }

    private static Method method(
            String name, String block, Finder finder, Function<Params, Answer> absent, Part part, String... more) {
        var parameters = Stream.concat(Stream.of(block), Stream.of(more)).toArray(String[]::new);
        return Method.of(
                name,
                params ->
                        finder.find(params).map(found -> part.of(found, params)).orElseGet(() -> absent.apply(params)),
                parameters);
    }

    private Answer absent(Params params) {
        return BlockReference.read(params.at(0))
                .height(view)
                .flatMap(height -> Pruned.refusal(view, height))
                .<Answer>map(refusal -> refusal)
                .orElseGet(Answer::nothing);
    }

    private Optional<BlockView> referenced(Params params) {
        return switch (BlockReference.read(params.at(0))) {
            case BlockReference.Newest _ -> view.block(view.head());
            case BlockReference.AtHeight(var height) -> view.block(height);
            case BlockReference.WithHash(var hash) -> view.block(hash);
        };
    }

    private Answer block(BlockView block, Params params) {
        boolean full = params.optional(1).map(Argument::flag).orElse(false);
        return Answer.of(BlockJson.block(block, full, view.chainId()));
    }

    private Answer transaction(BlockView block, Params params) {
        long index = params.at(1).number();
        if (index >= block.transactions().size()) {
            return Answer.nothing();
        }
        return Answer.of(TransactionJson.transaction(block.transactions().get(Math.toIntExact(index)), view.chainId()));
    }

    private Answer receipts(BlockView block) {
        var receipts = Json.array();
        view.receipts(block.height()).forEach(receipt -> receipts.add(ReceiptJson.receipt(receipt)));
        return Answer.of(receipts);
    }
}
