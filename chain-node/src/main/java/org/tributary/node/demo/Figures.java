// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.node.console.Tokens;
import org.tributary.node.console.Words;
import org.tributary.primitives.Amount;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.UsageKind;

/// What a run came to. All but [Traffic] is what the network says; [Traffic] is the other side of the comparison.
record Figures(Usage usage, Traffic traffic, Metered metered, Money money, Checked checked, Chain chain) {
    /// What is counted where.
    record Usage(ChainName chain, UsageKind kind) {}

    /// @param unitsServed what clients really received, or what the log says
    record Traffic(long requests, long badLines, long unitsServed) {}

    /// @param rejected entries by reason code
    /// @param units of all rows of the bill
    /// @param billed on the service chain; Settlement's own figure is in [Money]
    record Metered(
            long sessions,
            long receipts,
            SortedMap<String, Long> rejected,
            long units,
            Windows windows,
            Amount billed) {
        Metered {
            rejected = new TreeMap<>(rejected);
        }
    }

    record Windows(long windows, long rows) {}

    record Checked(BillCheck.Outcome bill, boolean supplyConserved) {}

    /// @param receiptsPerSecond receipts whose signatures a node checked, per second of checking
    record Chain(long blocks, FinalityMillis finality, long receiptsPerSecond) {}

    /// What does not add up, in sentences; empty where all does.
    List<String> discrepancies() {
        var wrong = new ArrayList<String>();
        var bill = checked.bill();
        differ(wrong, "units billed", metered.units(), "units served", traffic.unitsServed());
        differ(wrong, "units in the verified bill", bill.units(), "units in the statements", metered.units());
        differ(wrong, "billed by Settlement", money.billed(), "paid + fees + burned + held", money.parts());
        differ(wrong, "billed by Settlement", money.billed(), "billed by the windows", metered.billed());
        if (bill.proofsChecked() < metered.receipts()) {
            wrong.add("only " + bill.proofsChecked() + " proofs for " + metered.receipts() + " accepted receipts");
        }
        if (!bill.verified()) {
            wrong.add("the bill does not verify: " + bill.reason());
        }
        if (!checked.supplyConserved()) {
            wrong.add("the supply does not add up");
        }
        return wrong;
    }

    private static void differ(List<String> wrong, String one, Object value, String other, Object expected) {
        if (!value.equals(expected)) {
            wrong.add(one + " (" + value + ") and " + other + " (" + expected + ") differ");
        }
    }

    /// One line, without a line end.
    String json() {
        var json = new ObjectMapper().createObjectNode();
        json.put("chain", usage.chain().text());
        json.put("usage", usage.kind().name().toLowerCase(Locale.ROOT));
        json.put("requests", traffic.requests());
        json.put("badLines", traffic.badLines());
        json.put("sessions", metered.sessions());
        json.put("receipts", metered.receipts());
        var rejected = json.putObject("rejected");
        metered.rejected().forEach(rejected::put);
        json.put("unitsServed", traffic.unitsServed());
        json.put("units", metered.units());
        if (usage.kind() == UsageKind.BYTES) {
            json.put("bytesServed", traffic.unitsServed());
            json.put("bytes", metered.units());
        }
        json.put("windows", metered.windows().windows());
        json.put("rows", metered.windows().rows());
        json.put("billed", money.billed().toString());
        json.put("paid", money.paid().toString());
        json.put("fees", money.fees().toString());
        json.put("burned", money.burned().toString());
        json.put("held", money.held().toString());
        json.put("proofsChecked", checked.bill().proofsChecked());
        json.put("billVerified", checked.bill().verified());
        json.put("supplyConserved", checked.supplyConserved());
        json.put("blocks", chain.blocks());
        json.putObject("finalityMillis")
                .put("p50", chain.finality().p50())
                .put("p99", chain.finality().p99());
        json.put("receiptsVerifiedPerSecond", chain.receiptsPerSecond());
        return json.toString();
    }

    /// As a table for people.
    List<String> lines() {
        return List.of(
                line("requests", traffic.requests() + " (" + traffic.badLines() + " bad lines)"),
                line("sessions", metered.sessions()),
                line("receipts", metered.receipts() + " accepted, rejected " + metered.rejected()),
                line(
                        "usage",
                        metered.units() + " " + Words.of(usage.kind()) + " billed, " + traffic.unitsServed()
                                + " served"),
                line(
                        "windows",
                        metered.windows().windows() + " with "
                                + metered.windows().rows() + " rows"),
                line("billed", Tokens.text(money.billed())),
                line(
                        "",
                        "= paid " + Tokens.text(money.paid()) + " + fees " + Tokens.text(money.fees()) + " + burned "
                                + Tokens.text(money.burned()) + " + held " + Tokens.text(money.held())),
                line(
                        "bill",
                        (checked.bill().verified() ? "verified, " : "NOT verified, ")
                                + checked.bill().proofsChecked() + " proofs checked"),
                line("supply", checked.supplyConserved() ? "conserved" : "NOT conserved"),
                line("blocks", chain.blocks()),
                line(
                        "finality",
                        chain.finality().p50() + " ms (p50), "
                                + chain.finality().p99() + " ms (p99)"),
                line("receipts/s", Long.toString(chain.receiptsPerSecond())));
    }

    private static String line(String name, Object value) {
        return String.format(Locale.ROOT, "  %-11s %s", name, value);
    }
}
