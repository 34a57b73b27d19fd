// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.vectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.Tariff;
import org.tributary.primitives.UsageKind;

/// What the vectors cover: an ordinary message of each object, and others that take one field or a few to an extreme.
final class Cases {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MAX = String.valueOf(Long.MAX_VALUE);
    private static final String MOST =
            BigInteger.TWO.pow(128).subtract(BigInteger.ONE).toString();
    private static final Object[] NUMBERS = {"0", "1", "4294967296", MAX};
    private static final Object[] AMOUNTS = {"0", "1", "18446744073709551616", MOST};
    private static final Object[] FLAGS = {true, false};
    private static final Object[] WORDS = {hex("00", 32), hex("ff", 32), hex("00", 31) + "01"};
    private static final Object[] ADDRESSES = {hex("00", 20), hex("ff", 20)};
    private static final Object[] KEYS = {"0x02" + "00".repeat(32), "0x03" + "ff".repeat(32)};

    private final ObjectNode base;
    private final List<ObjectNode> messages = new ArrayList<>();

    private Cases(ObjectNode base) {
        this.base = base;
        messages.add(base);
    }

    /// The ordinary message first.
    static List<ObjectNode> of(SignedObject object) {
        return switch (object) {
            case BILLING_PROFILE -> profiles();
            case CAPABILITY -> capabilities();
            case SESSION_TICKET -> tickets();
            case USAGE_RECEIPT -> receipts();
            case RECEIPT_BATCH -> batches();
            case BATCH_ACK -> acks();
        };
    }

    /// The monthly 95th percentile of all providers, in Mbit/s of 10^6, west of UTC, with a commitment.
    private static List<ObjectNode> profiles() {
        var percentile = fields(
                "kind",
                "1",
                "mode",
                "5",
                "scope",
                "2",
                "direction",
                "3",
                "rank",
                "0",
                "discardPerMille",
                "50",
                "validDays",
                false,
                "quantum",
                "1000000",
                "rounding",
                "4",
                "offsetMinutes",
                "-210",
                "wholeQuantity",
                false,
                "tiers",
                tiers("0", "3000000000000000000", "500", "2000000000000000000"),
                "commitment",
                "100",
                "burstPrice",
                "4000000000000000000");
        var cases = new Cases(percentile);
        for (var kind : kindCodes()) {
            cases.with("kind", kind, "direction", "1");
        }
        cases.with("mode", "1", "discardPerMille", "0").with("mode", "2", "discardPerMille", "0");
        for (var peaks : List.of("3", "4", "6")) {
            cases.with("mode", peaks, "rank", "1", "discardPerMille", "0");
            cases.with("mode", peaks, "rank", "12", "discardPerMille", "0");
        }
        return cases.each("scope", "1", "2")
                .each("direction", "1", "2", "3", "4")
                .each("discardPerMille", "1", "100")
                .each("validDays", FLAGS)
                .each("quantum", "1", "1000000000", "1073741824", MAX)
                .each("rounding", "1", "2", "3", "4")
                .each("offsetMinutes", "-840", "-15", "0", "15", "330", "840")
                .each("wholeQuantity", FLAGS)
                .each("tiers", tiers("0", "0"), tiers("0", MOST), tiers("0", "1", MAX, "0"), mostTiers())
                .each("commitment", "1", MAX)
                .with("commitment", "0", "burstPrice", "0")
                .each("burstPrice", AMOUNTS)
                .messages;
    }

    private static Object[] kindCodes() {
        return Arrays.stream(UsageKind.values())
                .map(kind -> String.valueOf(kind.code()))
                .toArray();
    }

    private static ArrayNode mostTiers() {
        return tiers(IntStream.range(0, Tariff.MAX_TIERS)
                .boxed()
                .flatMap(i -> Stream.of(String.valueOf(1_000 * i), String.valueOf(100 - i)))
                .toArray(String[]::new));
    }

    private static List<ObjectNode> capabilities() {
        var cases = new Cases(fields(
                "pool",
                Actors.POOL,
                "gatewayKey",
                Actors.GATEWAY.publicKey(),
                "spendCap",
                "1000000000000000000000",
                "maxUnitsPerBucket",
                "1000000000000",
                "kinds",
                "1",
                "from",
                "5900000",
                "until",
                "5908640",
                "epoch",
                "3"));
        int all = 0;
        for (var kind : UsageKind.values()) {
            cases.each("kinds", String.valueOf(kind.bit()));
            all |= kind.bit();
        }
        return cases.each("kinds", String.valueOf(all))
                .each("pool", WORDS)
                .each("gatewayKey", KEYS)
                .each("spendCap", AMOUNTS)
                .each("maxUnitsPerBucket", NUMBERS)
                .each("from", "0", "5908640")
                .each("until", "5900000", MAX)
                .with("from", MAX, "until", MAX)
                .each("epoch", NUMBERS)
                .messages;
    }

    private static List<ObjectNode> tickets() {
        return new Cases(fields(
                        "capability",
                        Actors.CAPABILITY.hash(),
                        "ticketId",
                        "0x000102030405060708090a0b0c0d0e0f",
                        "provider",
                        Actors.PROVIDER.address(),
                        "client",
                        Actors.CLIENT.publicKey(),
                        "kind",
                        "1",
                        "profile",
                        BillingProfile.DEFAULT.hash(),
                        "maxUnits",
                        "2000000000000",
                        "maxUnitsPerBucket",
                        "50000000000",
                        "start",
                        "5900000",
                        "end",
                        "5900287",
                        "region",
                        "eu-west-1",
                        "assignment",
                        Actors.hash("assignment"),
                        "sealedContext",
                        "0xc0ffee"))
                .each("capability", WORDS)
                .each("ticketId", hex("00", 16), hex("ff", 16), "0x01" + "00".repeat(15))
                .each("provider", ADDRESSES)
                .each("client", KEYS)
                .each("kind", kindCodes())
                .each("profile", WORDS)
                .each("maxUnits", NUMBERS)
                .each("maxUnitsPerBucket", NUMBERS)
                .each("start", "0", "5900287")
                .each("end", "5900000", MAX)
                .with("start", MAX, "end", MAX)
                .each("region", "", "-", "0123456789abcdef")
                .each("assignment", WORDS)
                .each("sealedContext", "0x", "0x00", hex("00", 64), hex("ff", 64))
                .messages;
    }

    private static List<ObjectNode> receipts() {
        return new Cases(fields(
                        "ticket",
                        Actors.hash("ticket"),
                        "bucket",
                        "5900001",
                        "down",
                        "123456789012",
                        "up",
                        "4321",
                        "millis",
                        "299999",
                        "closing",
                        true,
                        "contentDigest",
                        Actors.hash("content")))
                .each("ticket", WORDS)
                .each("bucket", NUMBERS)
                .each("down", NUMBERS)
                .each("up", NUMBERS)
                .each("millis", NUMBERS)
                .each("closing", FLAGS)
                .each("contentDigest", WORDS)
                .with("bucket", MAX, "down", MAX, "up", MAX, "millis", MAX)
                .with("bucket", "0", "down", "0", "up", "0", "millis", "0", "closing", false)
                .messages;
    }

    private static List<ObjectNode> batches() {
        return new Cases(fields(
                        "provider",
                        Actors.PROVIDER.address(),
                        "chain",
                        "cdn",
                        "sequence",
                        "42",
                        "first",
                        "5900000",
                        "last",
                        "5900003",
                        "count",
                        "50000",
                        "receiptsRoot",
                        Actors.hash("receipts root")))
                .each("provider", ADDRESSES)
                .each("chain", "0", "-", "voip", "0123456789abcdefghijklmnopqrstuv")
                .each("sequence", NUMBERS)
                .each("first", "0", "5900003")
                .each("last", "5900000", MAX)
                .with("first", MAX, "last", MAX)
                .each("count", "1", String.valueOf(MeteringRules.MOST_RECEIPTS))
                .each("receiptsRoot", WORDS)
                .messages;
    }

    private static List<ObjectNode> acks() {
        return new Cases(fields("batch", Actors.hash("batch"), "bucket", "5900004"))
                .each("batch", WORDS)
                .each("bucket", NUMBERS)
                .with("batch", hex("ff", 32), "bucket", MAX)
                .messages;
    }

    /// One more message for each value, only this field changed; the ordinary value is there already.
    private Cases each(String field, Object... values) {
        for (var value : values) {
            with(field, value);
        }
        return this;
    }

    private Cases with(Object... changed) {
        var message = base.deepCopy();
        message.setAll(fields(changed));
        if (!messages.contains(message)) {
            messages.add(message);
        }
        return this;
    }

    /// Names and values in turn.
    private static ObjectNode fields(Object... namesAndValues) {
        var fields = JSON.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            var value = namesAndValues[i + 1];
            boolean isJson = value instanceof Boolean || value instanceof ArrayNode;
            fields.set(namesAndValues[i].toString(), JSON.valueToTree(isJson ? value : value.toString()));
        }
        return fields;
    }

    /// Where each tier begins and its price, in turn.
    private static ArrayNode tiers(String... fromsAndPrices) {
        var tiers = JSON.createArrayNode();
        for (int i = 0; i < fromsAndPrices.length; i += 2) {
            tiers.addObject().put("from", fromsAndPrices[i]).put("price", fromsAndPrices[i + 1]);
        }
        return tiers;
    }

    private static String hex(String octet, int times) {
        return "0x" + octet.repeat(times);
    }
}
