// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.node.client.FetchFailed.Kind;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Hex;
import org.tributary.primitives.codec.Decoded;

/// What an edge answers in JSON, read strictly.
final class EdgeWord {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EdgeWord() {}

    /// What an edge says of itself.
    ///
    /// @param creditUnits how much it serves at most before it wants a receipt
    /// @param nowMillis its clock
    record Description(Hash network, ChainName chain, long bucketMillis, long creditUnits, long nowMillis) {}

    /// Where a session stands.
    ///
    /// @param receipt the client's last word that the edge has
    record Standing(Hash ticket, long servedUnits, Optional<SignedReceipt> receipt) {}

    static Description description(String json) throws FetchFailed {
        var root = tree(json);
        try {
            return new Description(
                    Hash.parse(text(root, "network")),
                    new ChainName(text(root, "chain")),
                    positive(root, "bucketMillis"),
                    positive(root, "creditUnits"),
                    positive(root, "nowMillis"));
        } catch (IllegalArgumentException odd) {
            throw misbehaved(odd);
        }
    }

    static Standing standing(String json) throws FetchFailed {
        var root = tree(json);
        try {
            var receipt = root.path("receipt").isNull() ? Optional.<String>empty() : Optional.of(text(root, "receipt"));
            return new Standing(
                    Hash.parse(text(root, "ticket")),
                    root.path("servedUnits").asLong(),
                    receipt.map(EdgeWord::receipt));
        } catch (IllegalArgumentException odd) {
            throw misbehaved(odd);
        }
    }

    /// The failure that an answer other than 2xx tells.
    static FetchFailed refusal(int status, String body) {
        var kind = switch (status) {
            case 404, 416 -> Kind.NOT_FOUND;
            case 408, 425, 429, 500, 502, 503, 504 -> Kind.CONNECTION;
            default -> Kind.REFUSED;
        };
        try {
            var root = MAPPER.readTree(body);
            if (root != null && root.path("code").isTextual()) {
                return new FetchFailed(
                        kind,
                        root.path("code").textValue(),
                        root.path("message").asText());
            }
        } catch (JsonProcessingException noJson) {
            // Not a word of an edge; the status has to do.
        }
        return new FetchFailed(kind, "", "the edge answers with status " + status);
    }

    private static SignedReceipt receipt(String hex) {
        return switch (SignedReceipt.decode(Hex.parse(hex))) {
            case Decoded.Value<SignedReceipt>(var receipt) -> receipt;
            case Decoded.Malformed<SignedReceipt>(var reason) -> throw new IllegalArgumentException(reason);
        };
    }

    private static JsonNode tree(String json) throws FetchFailed {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException noJson) {
            throw misbehaved(noJson);
        }
    }

    private static String text(JsonNode root, String field) {
        var node = root.path(field);
        if (!node.isTextual()) {
            throw new IllegalArgumentException("no " + field);
        }
        return node.textValue();
    }

    private static long positive(JsonNode root, String field) {
        var node = root.path(field);
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 1) {
            throw new IllegalArgumentException("no " + field);
        }
        return node.longValue();
    }

    private static FetchFailed misbehaved(Exception odd) {
        return new FetchFailed(Kind.MISBEHAVED, "this is no Tributary edge: " + odd.getMessage(), odd);
    }
}
