// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bill;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.console.Tokens;
import org.tributary.primitives.Amount;
import org.tributary.rpc.v1.BillRow;
import org.tributary.rpc.v1.PeriodAmount;

/// Lines of a bill with their sums, for people, for scripts and for spreadsheets.
record ShownBill(String chain, List<BillRow> lines) {
    ShownBill {
        lines = List.copyOf(lines);
    }

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /// Sums of some lines. Units of several kinds are added up only where the bill has no more than one.
    private record Sum(BigInteger units, BigInteger receipts, Amount amount) {
        static final Sum NONE = new Sum(BigInteger.ZERO, BigInteger.ZERO, Amount.ZERO);

        static Sum of(BillRow line) {
            return new Sum(
                    BigInteger.valueOf(line.getUnits()),
                    BigInteger.valueOf(line.getReceipts()),
                    Amount.parse(line.getAmount()));
        }

        Sum plus(Sum other) {
            return new Sum(units.add(other.units), receipts.add(other.receipts), amount.plus(other.amount));
        }
    }

    /// By provider and kind.
    private TreeMap<String, Sum> byProvider() {
        var sums = new TreeMap<String, Sum>();
        lines.forEach(line -> sums.merge(hex(line.getProvider()) + " " + line.getKind(), Sum.of(line), Sum::plus));
        return sums;
    }

    private TreeMap<String, Amount> byPeriod() {
        var sums = new TreeMap<String, Amount>();
        lines.forEach(line -> line.getRatingsList()
                .forEach(rating -> sums.merge(rating.getPeriod(), Amount.parse(rating.getAmount()), Amount::plus)));
        return sums;
    }

    private Sum total() {
        return lines.stream().map(Sum::of).reduce(Sum.NONE, Sum::plus);
    }

    String text() {
        var out = new StringJoiner("\n");
        out.add(row("window", "buckets", "provider", "kind", "units", "receipts", "periods", "tokens"));
        for (var line : lines) {
            out.add(row(
                    line.getWindow(),
                    line.hasFirstBucket() ? line.getFirstBucket() + "-" + line.getLastBucket() : "",
                    hex(line.getProvider()),
                    line.getKind(),
                    line.getUnits(),
                    line.getReceipts(),
                    periods(line),
                    Tokens.number(Amount.parse(line.getAmount()))));
        }
        byProvider()
                .forEach((key, sum) -> out.add("provider " + key + ": " + sum.units() + " units, " + sum.receipts()
                        + " receipts, " + Tokens.text(sum.amount())));
        byPeriod().forEach((period, amount) -> out.add("period " + period + ": " + Tokens.text(amount)));
        var total = total();
        return out.add("total: " + lines.size() + " lines, " + total.receipts() + " receipts, "
                        + Tokens.text(total.amount()))
                .toString();
    }

    private static String row(Object... columns) {
        return String.format(Locale.ROOT, "%-8s %-25s %-42s %-8s %20s %9s %-10s %s", columns)
                .stripTrailing();
    }

    private static String periods(BillRow line) {
        return line.getRatingsList().stream().map(PeriodAmount::getPeriod).collect(Collectors.joining(" "));
    }

    /// Comma-separated, with a head; amounts in smallest units and as tokens.
    String csv() {
        var out = new StringJoiner("\n");
        out.add("window,pool,provider,kind,profile,first_bucket,last_bucket,units,receipts,periods,amount,tokens");
        for (var line : lines) {
            out.add(String.join(
                    ",",
                    String.valueOf(line.getWindow()),
                    hex(line.getPool()),
                    hex(line.getProvider()),
                    line.getKind(),
                    hex(line.getProfile()),
                    line.hasFirstBucket() ? String.valueOf(line.getFirstBucket()) : "",
                    line.hasLastBucket() ? String.valueOf(line.getLastBucket()) : "",
                    String.valueOf(line.getUnits()),
                    String.valueOf(line.getReceipts()),
                    periods(line),
                    line.getAmount(),
                    Tokens.number(Amount.parse(line.getAmount()))));
        }
        return out.toString();
    }

    String json() {
        var json = MAPPER.createObjectNode().put("chain", chain);
        var list = json.putArray("lines");
        lines.forEach(line -> list.add(json(line)));
        var providers = json.putArray("byProvider");
        byProvider().forEach((key, sum) -> {
            int space = key.indexOf(' ');
            providers
                    .addObject()
                    .put("provider", key.substring(0, space))
                    .put("kind", key.substring(space + 1))
                    .put("units", sum.units().toString())
                    .put("receipts", sum.receipts())
                    .put("amount", sum.amount().toString());
        });
        var periods = json.putArray("byPeriod");
        byPeriod()
                .forEach((period, amount) ->
                        periods.addObject().put("period", period).put("amount", amount.toString()));
        var total = total();
        return json.put("receipts", total.receipts())
                .put("billed", total.amount().toString())
                .toString();
    }

    /// The same fields as a line of `trib_explain`, less the profile's terms.
    static ObjectNode json(BillRow line) {
        var json = MAPPER.createObjectNode()
                .put("window", line.getWindow())
                .put("pool", hex(line.getPool()))
                .put("provider", hex(line.getProvider()))
                .put("kind", line.getKind())
                .put("profile", hex(line.getProfile()))
                .put("units", Long.toString(line.getUnits()))
                .put("amount", line.getAmount())
                .put("receipts", line.getReceipts());
        var ratings = json.putArray("ratings");
        line.getRatingsList()
                .forEach(rating ->
                        ratings.addObject().put("period", rating.getPeriod()).put("amount", rating.getAmount()));
        if (line.hasFirstBucket()) {
            json.put("firstBucket", line.getFirstBucket())
                    .put("lastBucket", line.getLastBucket())
                    .put("receiptsRoot", hex(line.getReceiptsRoot()));
        }
        return json;
    }

    static String hex(ByteString bytes) {
        return Bytes.wrap(bytes.toByteArray()).toHexString();
    }
}
