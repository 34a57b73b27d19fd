// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.logs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.tributary.ledger.view.NetworkView;
import org.tributary.primitives.Height;
import org.tributary.rpc.jsonrpc.eth.BlockReference;
import org.tributary.rpc.jsonrpc.eth.Pruned;
import org.tributary.rpc.jsonrpc.logs.LogSearch.End;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;
import org.tributary.rpc.jsonrpc.method.RpcError;
import org.tributary.rpc.jsonrpc.method.RpcLimits;

/// `eth_getLogs`, and the same for filters.
public final class Logs implements MethodGroup {
    private final NetworkView view;
    private final LogSearch search;
    private final RpcLimits limits;

    public Logs(NetworkView view, RpcLimits limits) {
        this.view = view;
        this.search = new LogSearch(view, limits);
        this.limits = limits;
    }

    @Override
    public List<Method> methods() {
        return List.of(Method.of("eth_getLogs", params -> all(LogCriteria.read(params.at(0))), "filter"));
    }

    /// All logs that match, or an error with the range that will work.
    public Answer all(LogCriteria criteria) {
        var block = criteria.block();
        if (block.isPresent()) {
            return view.block(block.get())
                    .map(found -> answer(criteria, found.height(), found.height()))
                    .orElse(RpcError.refused("unknown block"));
        }
        var from = height(criteria.from());
        var to = height(criteria.to());
        if (from.isEmpty() || to.isEmpty()) {
            return RpcError.refused("unknown block");
        }
        if (from.get().isAfter(view.head())) {
            // A poller that asks from the next block on to the latest is early, not wrong.
            return isBackwards(criteria) ? backwards() : Answer.of(Json.array());
        }
        return from.get().isAfter(to.get())
                ? backwards()
                : answer(criteria, from.get(), earlier(to.get(), view.head()));
    }

    private boolean isBackwards(LogCriteria criteria) {
        return criteria.to().orElseGet(BlockReference::latest) instanceof BlockReference.AtHeight(var to)
                && height(criteria.from()).filter(from -> from.isAfter(to)).isPresent();
    }

    private static RpcError backwards() {
        return RpcError.invalidParams("invalid block range params");
    }

    /// @param next the first height that the client has not seen
    public record Changes(JsonNode logs, Height next) {}

    /// What came since `next` within the criteria's own range, as far as one answer holds.
    public Changes since(LogCriteria criteria, Height next) {
        var from = criteria.from()
                .filter(reference -> reference instanceof BlockReference.AtHeight)
                .flatMap(reference -> reference.height(view))
                .filter(height -> height.isAfter(next))
                .orElse(next);
        var last = criteria.to()
                .filter(reference -> reference instanceof BlockReference.AtHeight)
                .flatMap(reference -> reference.height(view))
                .map(height -> earlier(height, view.head()))
                .orElseGet(view::head);
        if (from.isAfter(last)) {
            return new Changes(Json.array(), next);
        }
        var page = search.search(criteria, from, last);
        return new Changes(page.logs(), page.reached().next());
    }

    private Answer answer(LogCriteria criteria, Height from, Height to) {
        var pruned = Pruned.refusal(view, from);
        if (pruned.isPresent()) {
            return pruned.get();
        }
        var page = search.search(criteria, from, to);
        if (page.end() == End.COMPLETE) {
            return Answer.of(page.logs());
        }
        var allowed = Json.object();
        allowed.set("from", Json.quantity(from));
        allowed.set("to", Json.quantity(page.reached()));
        allowed.put("limit", limits.logResults());
        return RpcError.limit(
                page.end() == End.FULL
                        ? "query returned more than " + limits.logResults() + " results"
                        : "query takes longer than " + limits.callTime().toMillis() + " ms",
                allowed);
    }

    private Optional<Height> height(Optional<BlockReference> reference) {
        return reference.orElseGet(BlockReference::latest).height(view);
    }

    private static Height earlier(Height a, Height b) {
        return a.isBefore(b) ? a : b;
    }
}
