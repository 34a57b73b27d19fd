// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.filter;

import java.util.List;
import org.tributary.ledger.view.NetworkView;
import org.tributary.rpc.jsonrpc.follow.RecentPending;
import org.tributary.rpc.jsonrpc.logs.LogCriteria;
import org.tributary.rpc.jsonrpc.logs.Logs;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;
import org.tributary.rpc.jsonrpc.method.Params;
import org.tributary.rpc.jsonrpc.method.RpcError;
import org.tributary.rpc.jsonrpc.method.RpcLimits;

/// `eth_newFilter` and its family.
public final class FilterMethods implements MethodGroup {
    /// Of all clients together: each is small, but a loop that only opens them must end somewhere.
    private static final int MAX_FILTERS = 10_000;

    private final NetworkView view;
    private final Logs logs;
    private final RecentPending pending;
    private final OpenFilters filters;

    public FilterMethods(NetworkView view, Logs logs, RecentPending pending, RpcLimits limits) {
        this.view = view;
        this.logs = logs;
        this.pending = pending;
        this.filters = new OpenFilters(limits.filterExpiry(), MAX_FILTERS, System::nanoTime);
    }

    @Override
    public List<Method> methods() {
        return List.of(
                Method.of("eth_newFilter", this::newLogFilter, "filter"),
                Method.of(
                        "eth_newBlockFilter",
                        _ -> open(new Filter.OfBlocks(view, view.head().next()))),
                Method.of("eth_newPendingTransactionFilter", _ -> open(new Filter.OfPending(pending)), "full?"),
                Method.of("eth_getFilterChanges", this::changes, "id"),
                Method.of("eth_getFilterLogs", this::allLogs, "id"),
                Method.of("eth_uninstallFilter", this::remove, "id"));
    }

    private Answer newLogFilter(Params params) {
        var criteria = LogCriteria.read(params.at(0));
        if (criteria.block().isPresent()) {
            return RpcError.invalidParams("invalid argument 0: a filter has fromBlock and toBlock, no blockHash");
        }
        return open(new Filter.OfLogs(logs, criteria, view.head().next()));
    }

    private Answer open(Filter filter) {
        return filters.add(filter)
                .map(id -> Answer.of(Json.text(id)))
                .orElseGet(() -> RpcError.limit("too many filters", MAX_FILTERS));
    }

    private Answer changes(Params params) {
        return filters.use(params.at(0).text())
                .map(filter -> Answer.of(filter.changes()))
                .orElseGet(FilterMethods::notFound);
    }

    private Answer allLogs(Params params) {
        return filters.use(params.at(0).text())
                .map(filter -> filter instanceof Filter.OfLogs ofLogs ? logs.all(ofLogs.criteria()) : notFound())
                .orElseGet(FilterMethods::notFound);
    }

    private Answer remove(Params params) {
        return Answer.of(Json.flag(filters.remove(params.at(0).text())));
    }

    private static Answer notFound() {
        return RpcError.refused("filter not found");
    }
}
