// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.ledger.view.BlockView;
import org.tributary.ledger.view.LogQuery;
import org.tributary.ledger.view.NetworkView;
import org.tributary.primitives.Height;
import org.tributary.rpc.jsonrpc.eth.LogsBloom;
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
        var bloom = BloomQuery.of(query);
        var found = Json.array();
        for (var height = from; !height.isAfter(to); height = height.next()) {
            var logs = logs(query, bloom, height);
            boolean first = height.equals(from);
            if (!first && found.size() + logs.size() > limits.logResults()) {
                return new Page(found, new Height(height.number() - 1), End.FULL);
            }
            found.addAll(logs);
            boolean late = System.nanoTime() - startNanos > limits.callTime().toNanos();
            if (late && height.isBefore(to)) {
                return new Page(found, height, End.OUT_OF_TIME);
            }
        }
        return new Page(found, to, End.COMPLETE);
    }

    private ArrayNode logs(LogQuery query, BloomQuery bloom, Height height) {
        var found = Json.array();
        if (!view.block(height).map(BlockView::logsBloom).map(bloom::mayMatch).orElse(false)) {
            return found;
        }
        for (var receipt : view.receipts(height)) {
            for (int index = 0; index < receipt.logs().size(); index++) {
                if (query.matches(receipt.logs().get(index))) {
                    found.add(ReceiptJson.log(receipt, index));
                }
            }
        }
        return found;
    }

    /// The same question, asked of a block's Bloom filter: each alternative as the bits that it sets.
    private record BloomQuery(List<List<int[]>> positions) {
        static BloomQuery of(LogQuery query) {
            var positions = new ArrayList<List<int[]>>();
            positions.add(query.addresses().stream()
                    .map(address -> LogsBloom.bits(address.bytes()))
                    .toList());
            for (var topic : query.topics()) {
                positions.add(
                        topic.stream().map(hash -> LogsBloom.bits(hash.bytes())).toList());
            }
            return new BloomQuery(List.copyOf(positions));
        }

        boolean mayMatch(Bytes bloom) {
            return positions.stream()
                    .allMatch(alternatives -> alternatives.isEmpty()
                            || alternatives.stream().anyMatch(bits -> LogsBloom.mayContain(bloom, bits)));
        }
    }
}
