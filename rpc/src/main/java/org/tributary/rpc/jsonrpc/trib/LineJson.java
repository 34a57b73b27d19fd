// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.trib;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.UsageKind;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.statement.BillLine;
import org.tributary.rpc.statement.MeteredChain;

/// Bill lines and reasons as JSON.
final class LineJson {
    private LineJson() {}

    static ObjectNode line(BillLine line, MeteredChain chain) {
        var row = line.row();
        var json = Json.object().put("window", line.window());
        json.set("pool", Json.hex(row.key().pool()));
        json.set("provider", Json.hex(row.key().provider()));
        json.put("kind", kind(row.key().kind()));
        json.set("profile", Json.hex(row.key().profile()));
        chain.prices()
                .of(line)
                .ifPresent(card ->
                        json.put("price", card.price().toString()).put("perUnits", Long.toString(card.perUnits())));
        json.put("units", Long.toString(row.units()))
                .put("amount", line.amount().toString())
                .put("receipts", row.receipts())
                .put("firstBucket", row.first().number())
                .put("lastBucket", row.last().number());
        json.set("receiptsRoot", Json.hex(row.sum().hash()));
        return json;
    }

    static ObjectNode rejection(Rejection reason, long count) {
        return Json.object().put("code", reason.name()).put("count", count).put("sentence", reason.sentence());
    }

    static String kind(UsageKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
