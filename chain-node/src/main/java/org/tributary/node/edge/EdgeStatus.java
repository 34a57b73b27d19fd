// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import org.tributary.node.challenge.DemandWatch;
import org.tributary.node.edge.book.ReceiptCounts;
import org.tributary.node.edge.earnings.Earnings;
import org.tributary.node.edge.earnings.EarningsDesk.Look;
import org.tributary.node.edge.earnings.EarningsDesk.Standing;
import org.tributary.node.edge.earnings.EarningsDesk.Statement;
import org.tributary.node.edge.earnings.Zeros;

/// All that an edge knows of itself, for people and programs: `edge status` and the admin port show the same.
///
/// @param provider address, chain and network, as [Description] writes them
public record EdgeStatus(ObjectNode provider, Edge edge, ReceiptCounts receipts, Look look, DemandWatch.State demands) {
    public ObjectNode json() {
        var json = provider.deepCopy();
        json.set("served", served());
        json.set("receipts", receiptStates());
        json.set("demands", demandStates());
        switch (look) {
            case Look.Seen(var statement) -> {
                json.set("earnings", earnings(statement));
                json.set("registration", registration(statement.standing()));
            }
            case Look.Failed(var why) -> {
                json.putNull("registration");
                json.putNull("earnings");
                json.put("earningsUnknown", why);
            }
        }
        return json;
    }

    private ObjectNode served() {
        var counters = edge.counters();
        var json = Answers.object()
                .put("usage", edge.usage().name().toLowerCase(Locale.ROOT))
                .put("units", counters.servedUnits())
                .put("unreceiptedUnits", edge.unreceiptedUnits())
                .put("writtenOffUnits", edge.writtenOffUnits())
                .put("openTickets", edge.openTickets())
                .put("receipts", counters.receipts());
        var answers = json.putObject("answers");
        counters.answers().forEach((status, count) -> answers.put(Integer.toString(status), count));
        var refused = json.putObject("refusedReceipts");
        counters.refusedReceipts().forEach(refused::put);
        return json;
    }

    /// By how far they came; each receipt is counted once.
    private ObjectNode receiptStates() {
        long paid = look instanceof Look.Seen(var statement) ? receipts.onChainUpTo(statement.settledThrough()) : 0;
        var json = Answers.object()
                .put("signed", receipts.signed())
                .put("submitted", receipts.submitted())
                .put("certified", receipts.certified())
                .put("onChain", receipts.onChainInAll() - paid)
                .put("paid", paid)
                .put("superseded", receipts.superseded())
                .put("rejected", receipts.rejectedInAll());
        var reasons = json.putObject("rejections");
        receipts.rejected().forEach(reasons::put);
        return json;
    }

    private ObjectNode demandStates() {
        var json = Answers.object().put("answered", demands.answered());
        demands.failure().ifPresent(why -> json.put("unknown", why));
        var open = json.putArray("open");
        for (var waiting : demands.open()) {
            var demand = waiting.demand();
            open.addObject()
                    .put("number", waiting.number())
                    .put("kind", demand.kind().name().toLowerCase(Locale.ROOT))
                    .put("chain", demand.chain().text())
                    .put("subject", demand.subject().toString())
                    .put("amount", demand.amount().toString())
                    .put("until", Instant.ofEpochMilli(demand.untilMillis()).toString())
                    .put("why", waiting.why());
        }
        return json;
    }

    private static ObjectNode earnings(Statement statement) {
        var json = Answers.object()
                .put("units", Long.toString(statement.units()))
                .put("windows", statement.windows())
                .put("settledThroughWindow", statement.settledThrough());
        json.set("total", parts(statement.total()));
        var today = parts(statement.today());
        today.put("since", statement.since());
        json.set("today", today);
        return json;
    }

    private static ObjectNode registration(Standing standing) {
        return standing.registration().json().put("holdbackBasisPoints", standing.holdbackBasisPoints());
    }

    private static ObjectNode parts(Earnings earnings) {
        var json = Answers.object()
                .put("earned", earnings.earned().toString())
                .put("settled", earnings.settled().toString())
                .put("unsettled", earnings.unsettled().toString())
                .put("fees", earnings.fees().toString())
                .put("held", earnings.held().toString())
                .put("addsUp", earnings.addsUp());
        var zeros = json.putArray("zeros");
        Zeros.of(earnings)
                .forEach(zero -> zeros.addObject()
                        .put("figure", zero.figure())
                        .put("code", zero.code())
                        .put("message", zero.message()));
        return json;
    }
}
