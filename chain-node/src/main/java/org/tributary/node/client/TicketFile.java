// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.ChainId;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Hex;
import org.tributary.primitives.codec.Decoded;
import org.tributary.primitives.typed.Domain;

/// What a DApp hands to a client: an opening, and the network and chain that it is good for. A JSON file.
///
/// The fields `network`, `chainId`, `chain`, `bucketMillis` and `opening` (canonical RLP in hex) are
/// required. All others are copies for people, may be left out, and have to say what the opening says.
///
/// @param network the genesis hash
/// @param bucketMillis of the service chain: where a ticket's buckets lie in time
public record TicketFile(Hash network, ChainId chainId, ChainName chain, long bucketMillis, Opening opening) {
    /// Several times the largest opening, in hex.
    private static final long MAX_BYTES = 64 << 10;

    private static final List<String> REQUIRED = List.of("network", "chainId", "chain", "bucketMillis", "opening");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(4)
                        .maxDocumentLength(MAX_BYTES)
                        .build());
    }

    public TicketFile {
        if (bucketMillis < 1) {
            throw new IllegalArgumentException("a bucket has at least one millisecond");
        }
    }

    /// The ticket in `file`, or why there is none.
    public static Decoded<TicketFile> read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return new Decoded.Malformed<>(file + ": larger than any ticket");
            }
            return switch (parse(Files.readString(file, StandardCharsets.UTF_8))) {
                case Decoded.Malformed<TicketFile>(var reason) -> new Decoded.Malformed<>(file + ": " + reason);
                case Decoded.Value<TicketFile> value -> value;
            };
        } catch (IOException unreadable) {
            return new Decoded.Malformed<>(file + ": cannot be read: " + unreadable);
        }
    }

    /// Refuses what is not signed for this network and chain, and a copy that differs from the opening.
    public static Decoded<TicketFile> parse(String json) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JsonProcessingException noJson) {
            return new Decoded.Malformed<>("no JSON: " + noJson.getOriginalMessage());
        }
        if (!(root instanceof ObjectNode object)) {
            return new Decoded.Malformed<>("must be a JSON object");
        }
        for (var field : REQUIRED) {
            if (!object.has(field)) {
                return new Decoded.Malformed<>(field + ": is missing");
            }
        }
        return fields(object);
    }

    private static Decoded<TicketFile> fields(ObjectNode object) {
        try {
            var file = new TicketFile(
                    Hash.parse(text(object, "network")),
                    new ChainId(number(object, "chainId")),
                    new ChainName(text(object, "chain")),
                    number(object, "bucketMillis"),
                    opening(text(object, "opening")));
            file.check(object);
            return new Decoded.Value<>(file);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException refused) {
            return new Decoded.Malformed<>(String.valueOf(refused.getMessage()));
        }
    }

    private static Opening opening(String hex) {
        return switch (Opening.decode(Hex.parse(hex))) {
            case Decoded.Value<Opening>(var opening) -> opening;
            case Decoded.Malformed<Opening>(var reason) -> throw new IllegalArgumentException("opening: " + reason);
        };
    }

    private void check(ObjectNode object) {
        var ticket = opening.ticket().ticket();
        require(ticket.capability().equals(opening.capability().capability().hash()), "opening: another capability");
        require(ticket.profile().equals(opening.profile().hash()), "opening: another billing profile");
        require(
                opening.ticket().isSignedBy(opening.capability().capability().gatewayKey(), domain()),
                "opening: the gateway signed no such ticket for this network, chainId and chain");
        var own = tree();
        for (var field : object.properties()) {
            var expected = own.get(field.getKey());
            require(expected != null, field.getKey() + ": unknown field");
            require(
                    field.getValue().asText().equals(expected.asText())
                            && field.getValue().getNodeType() == expected.getNodeType(),
                    field.getKey() + ": is not what the opening says: " + expected);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static String text(ObjectNode object, String field) {
        var node = object.get(field);
        require(node.isTextual(), field + ": must be a string");
        return node.textValue();
    }

    private static long number(ObjectNode object, String field) {
        var node = object.get(field);
        require(node.isIntegralNumber() && node.canConvertToLong(), field + ": must be a whole number below 2^63");
        return node.longValue();
    }

    public SessionTicket ticket() {
        return opening.ticket().ticket();
    }

    /// What receipts are signed in.
    public Domain domain() {
        return Domain.of(chainId, network, chain);
    }

    /// Since when the ticket is valid.
    public Instant validFrom() {
        return Instant.ofEpochMilli(Math.multiplyExact(ticket().start().number(), bucketMillis));
    }

    /// From when on the ticket is not valid any more.
    public Instant validUntil() {
        return Instant.ofEpochMilli(Math.multiplyExact(ticket().end().next().number(), bucketMillis));
    }

    /// The file's text, which [#parse] reads.
    public String json() {
        return tree().toPrettyString() + "\n";
    }

    /// Replaces what is there.
    ///
    /// @throws IOException where it cannot be written
    public void write(Path file) throws IOException {
        Files.writeString(file, json(), StandardCharsets.UTF_8);
    }

    private ObjectNode tree() {
        var ticket = ticket();
        return MAPPER.createObjectNode()
                .put("network", network.toString())
                .put("chainId", chainId.number())
                .put("chain", chain.text())
                .put("bucketMillis", bucketMillis)
                .put("ticket", ticket.hash().toString())
                .put("pool", opening.capability().capability().pool().toString())
                .put("capability", ticket.capability().toString())
                .put("provider", ticket.provider().toString())
                .put("client", ticket.client().toString())
                .put("kind", ticket.kind().name())
                .put("profile", ticket.profile().toString())
                .put("maxUnits", ticket.maxUnits())
                .put("maxUnitsPerBucket", ticket.maxUnitsPerBucket())
                .put("start", ticket.start().number())
                .put("end", ticket.end().number())
                .put("validFrom", validFrom().toString())
                .put("validUntil", validUntil().toString())
                .put("region", ticket.region())
                .put("opening", opening.encode().toHexString());
    }
}
