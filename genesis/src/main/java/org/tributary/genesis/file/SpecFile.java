// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.FieldRefused;
import org.tributary.primitives.codec.Decoded;

/// Reads and writes `genesis.json`.
public final class SpecFile {
    /// Room for about a hundred thousand first balances.
    private static final long MAX_BYTES = 16L << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(16)
                        .maxDocumentLength(MAX_BYTES)
                        .build());
    }

    private SpecFile() {}

    /// The specification in `file`, or why there is none: a file that cannot be read, no JSON, or a bad field.
    public static Decoded<ChainSpec> read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return new Decoded.Malformed<>(file + ": larger than " + MAX_BYTES + " bytes");
            }
            return switch (parse(Files.readString(file, StandardCharsets.UTF_8))) {
                case Decoded.Malformed<ChainSpec>(var reason) -> new Decoded.Malformed<>(file + ": " + reason);
                case Decoded.Value<ChainSpec> value -> value;
            };
        } catch (IOException unreadable) {
            return new Decoded.Malformed<>(file + ": cannot be read: " + unreadable);
        }
    }

    public static Decoded<ChainSpec> parse(String json) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JsonProcessingException noJson) {
            var at = noJson.getLocation();
            var place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
            return new Decoded.Malformed<>(place + noJson.getOriginalMessage());
        }
        try {
            return new Decoded.Value<>(JsonSource.readWhole(root, ChainSpec::read));
        } catch (FieldRefused refused) {
            return new Decoded.Malformed<>(String.valueOf(refused.getMessage()));
        }
    }

    /// @throws UncheckedIOException where the file cannot be written
    public static void write(ChainSpec spec, Path file) {
        try {
            Files.writeString(file, format(spec), StandardCharsets.UTF_8);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    public static String format(ChainSpec spec) {
        var root = MAPPER.createObjectNode();
        spec.write(new JsonFields(root));
        return root.toPrettyString() + "\n";
    }
}
