// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import org.tributary.ledger.view.LogQuery;
import org.tributary.ledger.view.NetworkView;
import org.tributary.primitives.Height;
import org.tributary.rpc.jsonrpc.eth.ReceiptJson;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.RpcLimits;

/// Searches heights for logs, upwards, until the answer is full or the time is over.
public final class LogSearch {
    private final NetworkView view;
    private final RpcLimits limits;

    public LogSearch(NetworkView view, RpcLimits limits) {
        this.view = view;
        this.limits = limits;
    }

    /// Why a search ended.
    enum End {
        COMPLETE,
        FULL,
        OUT_OF_TIME
    }

    /// @param reached the last height that was searched, and whose logs are all here
    record Page(ArrayNode logs, Height reached, End end) {}

    /// At least one height is searched to its end, whatever the limits, so that every search gets on.
    Page search(LogCriteria criteria, Height from, Height to) {
        long startNanos = System.nanoTime();
        var query = criteria.within(from, to);
        var found = Json.array();
        boolean any = false;
        for (var height : view.heightsWithLogs(query)) {
            // What lies between two of these heights has no log that matches, so it counts as searched.
            var before = new Height(Math.max(0, height.number() - 1));
            boolean late = System.nanoTime() - startNanos > limits.callTime().toNanos();
            if (late && any) {
                return new Page(found, before, End.OUT_OF_TIME);
            }
            var logs = logs(query, height);
            if (!height.equals(from) && found.size() + logs.size() > limits.logResults()) {
                return new Page(found, before, End.FULL);
            }
            found.addAll(logs);
            any = true;
        }
        return new Page(found, to, End.COMPLETE);
    }

    private ArrayNode logs(LogQuery query, Height height) {
        var found = Json.array();
        for (var receipt : view.receipts(height)) {
            for (int index = 0; index < receipt.logs().size(); index++) {
                if (query.matches(receipt.logs().get(index))) {
                    found.add(ReceiptJson.log(receipt, index));
                }
            }
        }
        return found;
    }
}
