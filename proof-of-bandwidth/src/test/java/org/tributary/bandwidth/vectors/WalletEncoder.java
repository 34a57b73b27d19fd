// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.util.encoders.Hex;

/// EIP-712 for flat structs, from a document as `eth_signTypedData_v4` takes it: what a wallet
/// computes, written from the standard and sharing nothing with the code under test.
final class WalletEncoder {
    private WalletEncoder() {}

    static String structHash(JsonNode document) {
        return hex(struct(document, document.get("primaryType").asText(), document.get("message")));
    }

    static String digest(JsonNode document) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(0x19);
        bytes.write(0x01);
        bytes.writeBytes(struct(document, "EIP712Domain", document.get("domain")));
        bytes.writeBytes(struct(document, document.get("primaryType").asText(), document.get("message")));
        return hex(keccak(bytes.toByteArray()));
    }

    /// EIP-712's `encodeType`: the struct, then the one that it has an array of.
    private static String typeString(JsonNode document, String type) {
        var own = fields(document, type);
        for (var field : document.get("types").get(type)) {
            var name = field.get("type").asText();
            if (name.endsWith("[]")) {
                own += fields(document, name.substring(0, name.length() - 2));
            }
        }
        return own;
    }

    private static String fields(JsonNode document, String type) {
        return StreamSupport.stream(document.get("types").get(type).spliterator(), false)
                .map(field ->
                        field.get("type").asText() + " " + field.get("name").asText())
                .collect(Collectors.joining(",", type + "(", ")"));
    }

    private static byte[] struct(JsonNode document, String type, JsonNode value) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(keccak(typeString(document, type).getBytes(StandardCharsets.UTF_8)));
        for (var field : document.get("types").get(type)) {
            var name = field.get("type").asText();
            var item = value.get(field.get("name").asText());
            bytes.writeBytes(
                    name.endsWith("[]")
                            ? array(document, name.substring(0, name.length() - 2), item)
                            : word(name, item));
        }
        return keccak(bytes.toByteArray());
    }

    private static byte[] array(JsonNode document, String type, JsonNode items) {
        var bytes = new ByteArrayOutputStream();
        items.forEach(item -> bytes.writeBytes(struct(document, type, item)));
        return keccak(bytes.toByteArray());
    }

    private static byte[] word(String type, JsonNode value) {
        if (type.equals("string")) {
            return keccak(value.asText().getBytes(StandardCharsets.UTF_8));
        }
        if (type.equals("bytes")) {
            return keccak(Hex.decode(value.asText().substring(2)));
        }
        if (type.startsWith("bytes")) {
            return Arrays.copyOf(Hex.decode(value.asText().substring(2)), 32);
        }
        if (type.equals("bool")) {
            return padded(value.asBoolean() ? BigInteger.ONE : BigInteger.ZERO);
        }
        if (type.equals("address")) {
            return padded(new BigInteger(value.asText().substring(2), 16));
        }
        return padded(new BigInteger(value.asText()));
    }

    private static byte[] padded(BigInteger number) {
        var digits = number.toByteArray();
        var word = new byte[32];
        Arrays.fill(word, (byte) (number.signum() < 0 ? 0xff : 0));
        int length = Math.min(digits.length, 32);
        System.arraycopy(digits, digits.length - length, word, 32 - length, length);
        return word;
    }

    private static byte[] keccak(byte[] input) {
        var digest = new KeccakDigest(256);
        digest.update(input, 0, input.length);
        var out = new byte[32];
        digest.doFinal(out, 0);
        return out;
    }

    private static String hex(byte[] bytes) {
        return "0x" + Hex.toHexString(bytes);
    }
}
