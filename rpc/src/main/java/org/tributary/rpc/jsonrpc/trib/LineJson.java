// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.trib;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.primitives.UsageKind;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.statement.BillLine;
import org.tributary.rpc.statement.MeteredChain;

/// Bill lines and reasons as JSON.
final class LineJson {
    private LineJson() {}

    static ObjectNode line(BillLine line, MeteredChain chain) {
        var key = line.key();
        var json = Json.object().put("window", line.window());
        json.set("pool", Json.hex(key.pool()));
        json.set("provider", Json.hex(key.provider()));
        json.put("kind", kind(key.kind()));
        json.set("profile", Json.hex(key.profile()));
        chain.prices().of(line).ifPresent(profile -> json.set("terms", terms(profile)));
        json.put("units", Long.toString(line.units()))
                .put("amount", line.amount().toString())
                .put("receipts", line.receipts());
        var ratings = json.putArray("ratings");
        line.ratings()
                .forEach(rating -> ratings.addObject()
                        .put("period", chain.prices().period(line, rating))
                        .put("amount", rating.amount().toString()));
        line.row().ifPresent(row -> {
            json.put("firstBucket", row.first().number())
                    .put("lastBucket", row.last().number());
            json.set("receiptsRoot", Json.hex(row.sum().hash()));
        });
        return json;
    }

    /// What the profile says, in the words of the protocol.
    private static ObjectNode terms(BillingProfile profile) {
        var tariff = profile.tariff();
        var json = Json.object()
                .put("mode", word(profile.mode()))
                .put("scope", word(profile.scope()))
                .put("direction", word(profile.direction()))
                .put("quantum", Long.toString(profile.quantum()))
                .put("rounding", word(profile.rounding()))
                .put("offsetMinutes", profile.offsetMinutes())
                .put("wholeQuantity", tariff.wholeQuantity());
        var tiers = json.putArray("tiers");
        tariff.tiers()
                .forEach(tier -> tiers.addObject()
                        .put("from", Long.toString(tier.from()))
                        .put("price", tier.price().toString()));
        if (tariff.commitment() > 0) {
            json.put("commitment", Long.toString(tariff.commitment()))
                    .put("burstPrice", tariff.burstPrice().toString());
        }
        if (profile.mode().isRanked()) {
            json.put("rank", profile.ranking().rank())
                    .put("discardPerMille", profile.ranking().discardPerMille())
                    .put("validDays", profile.ranking().validDays());
        }
        return json;
    }

    static ObjectNode rejection(Rejection reason, long count) {
        return Json.object().put("code", reason.name()).put("count", count).put("sentence", reason.sentence());
    }

    static String kind(UsageKind kind) {
        return word(kind);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
