// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.Actors;
import org.tributary.bandwidth.rating.BillingMode;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.BillingScope;
import org.tributary.bandwidth.rating.Direction;
import org.tributary.bandwidth.rating.Ranking;
import org.tributary.bandwidth.rating.Rounding;
import org.tributary.bandwidth.rating.Tariff;
import org.tributary.bandwidth.rating.Tier;
import org.tributary.bandwidth.receipt.BatchAck;
import org.tributary.bandwidth.receipt.ReceiptBatch;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.Capability;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.typed.Domain;

/// One example of every signed object, with the document that a wallet would show for it.
final class Vectors {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final SessionTicket TICKET = ticket();
    static final UsageReceipt RECEIPT = new UsageReceipt(
            TICKET.hash(), new Bucket(5_900_001), 123_456_789_012L, 4_321, 299_999, true, Actors.hash("content"));
    static final ReceiptBatch BATCH = new ReceiptBatch(
            Actors.PROVIDER.address(),
            Actors.CHAIN,
            42,
            new Bucket(5_900_000),
            new Bucket(5_900_003),
            50_000,
            Actors.hash("receipts root"));
    static final BatchAck ACK = new BatchAck(BATCH.hash(), new Bucket(5_900_004));

    /// The monthly 95th percentile of all providers, in Mbit/s of 10^6, east of UTC, with a commitment.
    static final BillingProfile PROFILE = new BillingProfile(
            UsageKind.BYTES,
            BillingMode.PERCENTILE,
            BillingScope.PAYER,
            Direction.MAX,
            Ranking.PERCENTILE_95,
            1_000_000,
            Rounding.UP,
            -210,
            new Tariff(
                    false,
                    List.of(new Tier(0, Amount.ofTokens(3)), new Tier(500, Amount.ofTokens(2))),
                    100,
                    Amount.ofTokens(4)));

    private Vectors() {}

    /// By the name of the object; each vector has `typedData`, `structHash`, `digest` and `rlp`.
    static Map<String, ObjectNode> all() {
        var vectors = new LinkedHashMap<String, ObjectNode>();
        vectors.put("BillingProfile", profile());
        vectors.put("Capability", capability());
        vectors.put("SessionTicket", sessionTicket());
        vectors.put("UsageReceipt", usageReceipt());
        vectors.put("ReceiptBatch", receiptBatch());
        vectors.put(
                "BatchAck",
                vector(BatchAck.TYPE_STRING, ACK.hash(), Rlp.list(ACK::write), message(ACK.batch(), ACK.bucket())));
        return vectors;
    }

    private static ObjectNode profile() {
        var p = PROFILE;
        var tiers = JSON.createArrayNode();
        p.tariff()
                .tiers()
                .forEach(tier -> tiers.addObject()
                        .put("from", String.valueOf(tier.from()))
                        .put("price", tier.price().toString()));
        return vector(
                BillingProfile.TYPE_STRING,
                p.hash(),
                Rlp.list(p::write),
                message(
                        p.kind().code(),
                        p.mode().code(),
                        p.scope().code(),
                        p.direction().code(),
                        p.ranking().rank(),
                        p.ranking().discardPerMille(),
                        p.ranking().validDays(),
                        p.quantum(),
                        p.rounding().code(),
                        p.offsetMinutes(),
                        p.tariff().wholeQuantity(),
                        tiers,
                        p.tariff().commitment(),
                        p.tariff().burstPrice()));
    }

    private static ObjectNode capability() {
        var c = Actors.CAPABILITY;
        return vector(
                Capability.TYPE_STRING,
                c.hash(),
                Rlp.list(c::write),
                message(
                        c.pool(),
                        c.gatewayKey(),
                        c.spendCap(),
                        c.maxUnitsPerBucket(),
                        1,
                        c.from(),
                        c.until(),
                        c.epoch()));
    }

    private static ObjectNode sessionTicket() {
        var t = TICKET;
        return vector(
                SessionTicket.TYPE_STRING,
                t.hash(),
                Rlp.list(t::write),
                message(
                        t.capability(),
                        t.ticketId(),
                        t.provider(),
                        t.client(),
                        1,
                        t.profile(),
                        t.maxUnits(),
                        t.maxUnitsPerBucket(),
                        t.start(),
                        t.end(),
                        t.region(),
                        t.assignment(),
                        t.sealedContext()));
    }

    private static ObjectNode usageReceipt() {
        var r = RECEIPT;
        return vector(
                UsageReceipt.TYPE_STRING,
                r.hash(),
                Rlp.list(r::write),
                message(r.ticket(), r.bucket(), r.down(), r.up(), r.millis(), r.closing(), r.contentDigest()));
    }

    private static ObjectNode receiptBatch() {
        var b = BATCH;
        return vector(
                ReceiptBatch.TYPE_STRING,
                b.hash(),
                Rlp.list(b::write),
                message(b.provider(), b.chain(), b.sequence(), b.first(), b.last(), b.count(), b.receiptsRoot()));
    }

    private static SessionTicket ticket() {
        return new SessionTicket(
                Actors.CAPABILITY.hash(),
                Bytes.fromHexString("0x000102030405060708090a0b0c0d0e0f"),
                Actors.PROVIDER.address(),
                Actors.CLIENT.publicKey(),
                UsageKind.BYTES,
                BillingProfile.DEFAULT.hash(),
                2_000_000_000_000L,
                50_000_000_000L,
                new Bucket(5_900_000),
                new Bucket(5_900_287),
                "eu-west-1",
                Actors.hash("assignment"),
                Bytes.fromHexString("0xc0ffee"));
    }

    private static Object[] message(Object... values) {
        return values;
    }

    private static ObjectNode vector(String typeString, Hash structHash, Bytes rlp, Object[] values) {
        var document = JSON.createObjectNode();
        var name = typeString.substring(0, typeString.indexOf('('));
        var types = document.putObject("types");
        addType(types, "EIP712Domain(string name,string version,uint256 chainId,bytes32 salt)");
        var message = JSON.createObjectNode();
        int next = 0;
        int dependent = typeString.indexOf(')') + 1;
        for (var field : addType(types, typeString.substring(0, dependent))) {
            put(message, field, values[next++]);
        }
        if (dependent < typeString.length()) {
            addType(types, typeString.substring(dependent));
        }
        document.put("primaryType", name);
        document.putObject("domain")
                .put("name", Domain.NAME)
                .put("version", Domain.VERSION)
                .put("chainId", Actors.DOMAIN.chainId().toString())
                .put("salt", Actors.DOMAIN.salt().toString());
        document.set("message", message);
        var vector = JSON.createObjectNode();
        vector.set("typedData", document);
        return vector.put("structHash", structHash.toString())
                .put("digest", Actors.DOMAIN.digest(structHash).toString())
                .put("rlp", rlp.toHexString());
    }

    private static void put(ObjectNode message, String field, Object value) {
        if (value instanceof Boolean flag) {
            message.put(field, flag);
        } else if (value instanceof JsonNode node) {
            message.set(field, node);
        } else {
            message.put(field, value.toString());
        }
    }

    /// Returns the names of the fields.
    private static java.util.List<String> addType(ObjectNode types, String typeString) {
        int open = typeString.indexOf('(');
        var fields = types.putArray(typeString.substring(0, open));
        var names = new java.util.ArrayList<String>();
        for (var field : typeString.substring(open + 1, typeString.length() - 1).split(",", -1)) {
            int space = field.indexOf(' ');
            fields.addObject().put("name", field.substring(space + 1)).put("type", field.substring(0, space));
            names.add(field.substring(space + 1));
        }
        return names;
    }
}
