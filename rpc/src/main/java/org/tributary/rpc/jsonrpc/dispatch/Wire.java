// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.dispatch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// JSON as it comes and goes. Reading is strict: UTF-8 only, no field twice, nothing after the end, and bounded in
/// depth.
public final class Wire {
    /// Deeper than any request here, EIP-712 types included; each level costs a frame of the stack.
    private static final int MAX_DEPTH = 64;

    /// 2^256 has 78 digits; ids have fewer.
    private static final int MAX_DIGITS = 100;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    // Not UTF-16 by its zero bytes: JSON between strangers is UTF-8 (RFC 8259 §8.1).
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_DIGITS)
                            .build())
                    // Text of strangers is repeated in errors and ids: as ASCII it is safe, and half of a surrogate
                    // pair
                    // can be written at all.
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Numbers stay as they were written: an id of 1.50 or 1e999 is repeated, not rounded.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final ObjectReader TREES = MAPPER.readerFor(JsonNode.class);

    private Wire() {}

    sealed interface Reading {}

    record Read(JsonNode node) implements Reading {}

    record NotJson(String what) implements Reading {}

    static Reading read(byte[] body) {
        if (!isUtf8(body)) {
            return new NotJson("invalid UTF-8");
        }
        try {
            JsonNode node = TREES.readTree(body);
            return node == null || node.isMissingNode() ? new NotJson("empty request") : new Read(node);
        } catch (StreamConstraintsException tooMuch) {
            return new NotJson("nested too deep, or a number too long");
        } catch (MismatchedInputException ambiguous) {
            return new NotJson("a field is there twice, or something follows the end");
        } catch (JsonProcessingException malformed) {
            var at = malformed.getLocation();
            return new NotJson("malformed JSON at line " + at.getLineNr() + ", column " + at.getColumnNr());
        } catch (IOException | ArithmeticException | NumberFormatException malformed) {
            return new NotJson("malformed JSON");
        }
    }

    /// The parser alone would let some ill-formed sequences pass.
    private static boolean isUtf8(byte[] body) {
        if (isAscii(body)) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    /// True for nearly every request, and found without a copy.
    private static boolean isAscii(byte[] body) {
        for (byte b : body) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    static JsonGenerator generator(OutputStream out) {
        try {
            return MAPPER.createGenerator(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
    }

    /// One line of JSON, in ASCII.
    public static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
    }
}
