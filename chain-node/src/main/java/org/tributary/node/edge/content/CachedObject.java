// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.crypto.Keccak;

/// What is known of an object that came from the origin. On disk it is a line of JSON beside the content.
///
/// @param target path and query at the origin
/// @param etag for clients: the origin's, or one of the edge's own
/// @param originTag the origin's; empty where it has none
/// @param lastModified as the origin wrote it; empty where it did not
record CachedObject(
        String target,
        long size,
        String etag,
        String originTag,
        String lastModified,
        String type,
        String cacheControl,
        Instant storedAt,
        Instant freshUntil) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long MAX_BYTES = 32 << 10;

    /// A name for files: nothing of the target's own text.
    static String name(String target) {
        return Keccak.hash(Bytes.wrap(target.getBytes(StandardCharsets.UTF_8)))
                .bytes()
                .toUnprefixedHexString();
    }

    Instant modified() {
        return Conditions.date(lastModified).orElse(storedAt);
    }

    /// The origin has said that it is still the same.
    CachedObject revalidated(Freshness freshness) {
        return new CachedObject(
                target, size, etag, originTag, lastModified, type, cacheControl, storedAt, freshness.until());
    }

    void write(Path file) throws IOException {
        var json = MAPPER.createObjectNode()
                .put("target", target)
                .put("size", size)
                .put("etag", etag)
                .put("originTag", originTag)
                .put("lastModified", lastModified)
                .put("type", type)
                .put("cacheControl", cacheControl)
                .put("storedAt", storedAt.toEpochMilli())
                .put("freshUntil", freshUntil.toEpochMilli());
        Files.writeString(file, json + "\n", StandardCharsets.UTF_8);
    }

    /// Nothing where the file is no such record: what a crash left is thrown away.
    static Optional<CachedObject> read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            JsonNode json = MAPPER.readTree(Files.readString(file, StandardCharsets.UTF_8));
            if (json == null || !json.hasNonNull("target") || !json.hasNonNull("freshUntil")) {
                return Optional.empty();
            }
            return Optional.of(new CachedObject(
                    json.path("target").asText(),
                    json.path("size").asLong(),
                    json.path("etag").asText(),
                    json.path("originTag").asText(),
                    json.path("lastModified").asText(),
                    json.path("type").asText(),
                    json.path("cacheControl").asText(),
                    Instant.ofEpochMilli(json.path("storedAt").asLong()),
                    Instant.ofEpochMilli(json.path("freshUntil").asLong())));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
