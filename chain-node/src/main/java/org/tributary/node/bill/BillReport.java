// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bill;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.StringJoiner;
import org.tributary.ledger.bill.BillSummary;
import org.tributary.ledger.bill.BillVerdict;

/// What `bill verify` says. Amounts are in the token's smallest unit.
record BillReport(BillVerdict verdict) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    int exitCode() {
        return switch (verdict) {
            case BillVerdict.Verified _ -> 0;
            case BillVerdict.Refuted _ -> 1;
        };
    }

    String text() {
        return switch (verdict) {
            case BillVerdict.Verified(var summary) -> text(summary);
            case BillVerdict.Refuted(var place, var reason) -> "REFUTED at " + place + ": " + reason;
        };
    }

    String json() {
        var json = MAPPER.createObjectNode();
        switch (verdict) {
            case BillVerdict.Verified(var summary) -> json(json.put("verified", true), summary);
            case BillVerdict.Refuted(var place, var reason) ->
                json.put("verified", false).put("place", place).put("reason", reason);
        }
        return json.toString();
    }

    private static void json(ObjectNode json, BillSummary summary) {
        var counts = summary.counts();
        var totals = summary.totals();
        json.put("chain", summary.chain().text())
                .put("windows", counts.windows())
                .put("rows", counts.rows())
                .put("tickets", counts.tickets())
                .put("receipts", counts.proofsChecked())
                .put("proofsChecked", counts.proofsChecked())
                .put("units", counts.units())
                .put("billed", totals.billed().toString())
                .put("paid", totals.paid().toString())
                .put("fees", totals.fees().toString())
                .put("burned", totals.burned().toString())
                .put("held", totals.held().toString())
                .put("unsettled", totals.unsettled().toString());
        var rejections = json.putObject("rejected");
        summary.rejections().forEach((rejection, count) -> rejections.put(rejection.name(), count));
        var owners = json.putObject("owners");
        summary.owners().forEach((pool, owner) -> owners.put(pool.toString(), owner.toString()));
    }

    private static String text(BillSummary summary) {
        var counts = summary.counts();
        var totals = summary.totals();
        var lines = new StringJoiner("\n")
                .add("VERIFIED: the bill of " + summary.chain() + ", recomputed from its receipts")
                .add("windows   " + counts.windows() + ", with " + counts.rows() + " rows")
                .add("tickets   " + counts.tickets())
                .add("receipts  " + counts.proofsChecked() + ", each signed and under its window's root")
                .add("units     " + counts.units())
                .add("billed    " + totals.billed())
                .add("paid      " + totals.paid())
                .add("fees      " + totals.fees())
                .add("burned    " + totals.burned())
                .add("held      " + totals.held());
        if (!totals.unsettled().isZero()) {
            lines.add("unsettled " + totals.unsettled());
        }
        summary.rejections().forEach((rejection, count) -> lines.add("refused   " + count + " " + rejection));
        summary.owners().forEach((pool, owner) -> lines.add("pool      " + pool + " of " + owner));
        return lines.toString();
    }
}
