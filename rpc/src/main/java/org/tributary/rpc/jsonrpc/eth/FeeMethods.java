// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.eth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;
import org.tributary.ledger.view.BlockView;
import org.tributary.ledger.view.NetworkView;
import org.tributary.primitives.Height;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Argument;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;
import org.tributary.rpc.jsonrpc.method.Params;
import org.tributary.rpc.jsonrpc.method.RpcError;

/// What gas costs: one flat price, all of which is burned, so no tip buys anything.
public final class FeeMethods implements MethodGroup {
    /// As geth: one request reads at most so many blocks.
    private static final long MAX_BLOCKS = 1_024;

    private static final int MAX_PERCENTILES = 100;

    private final NetworkView view;

    public FeeMethods(NetworkView view) {
        this.view = view;
    }

    @Override
    public List<Method> methods() {
        return List.of(
                Method.of("eth_gasPrice", _ -> Answer.of(Json.quantity(view.gasPrice()))),
                Method.of("eth_maxPriorityFeePerGas", _ -> Answer.of(Json.quantity(0))),
                Method.of("eth_feeHistory", this::feeHistory, "blockCount", "newestBlock", "rewardPercentiles?"));
    }

    private Answer feeHistory(Params params) {
        long wanted = Math.min(params.at(0).plainNumber(), MAX_BLOCKS);
        var newest = BlockReference.read(params.at(1)).height(view);
        var percentiles = params.optional(2).map(FeeMethods::percentiles);
        if (newest.isEmpty() || newest.get().isAfter(view.head())) {
            return RpcError.refused("request beyond head block");
        }
        long last = newest.get().number();
        long count = Math.min(wanted, last + 1);
        var oldest = new Height(count == 0 ? 0 : last + 1 - count);
        return Answer.of(history(oldest, count, percentiles));
    }

    private JsonNode history(Height oldest, long count, Optional<List<Double>> percentiles) {
        var baseFees = Json.array();
        var ratios = Json.array();
        var rewards = Json.array();
        for (long index = 0; index < count; index++) {
            var block = view.block(oldest.plus(index));
            baseFees.add(Json.quantity(block.map(BlockView::baseFee).orElseGet(view::gasPrice)));
            ratios.add(block.map(FeeMethods::gasUsedRatio).orElse(0.0));
            percentiles.ifPresent(wanted -> rewards.add(zeros(wanted.size())));
        }
        if (count > 0) {
            // The block after the newest one: the price is flat.
            baseFees.add(Json.quantity(view.gasPrice()));
        }
        var history = Json.object();
        history.set("oldestBlock", Json.quantity(oldest));
        history.set("baseFeePerGas", baseFees);
        history.set("gasUsedRatio", ratios);
        percentiles.ifPresent(_ -> history.set("reward", rewards));
        return history;
    }

    private static List<Double> percentiles(Argument argument) {
        var percentiles = argument.list(MAX_PERCENTILES, Argument::fraction);
        double previous = 0;
        for (double percentile : percentiles) {
            if (percentile < previous || percentile > 100) {
                throw argument.wrong("reward percentiles rise from 0 to 100");
            }
            previous = percentile;
        }
        return percentiles;
    }

    private static double gasUsedRatio(BlockView block) {
        return block.gasLimit() == 0 ? 0 : (double) block.gasUsed() / block.gasLimit();
    }

    private static ArrayNode zeros(int count) {
        var zeros = Json.array();
        for (int i = 0; i < count; i++) {
            zeros.add(Json.quantity(0));
        }
        return zeros;
    }
}
