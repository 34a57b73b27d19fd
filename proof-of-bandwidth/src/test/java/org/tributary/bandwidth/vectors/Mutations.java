// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// What may be changed in a typed-data document: each field of its message and domain, and each type.
final class Mutations {
    private Mutations() {}

    /// `value` with a field changed, once or more for every field; nested structs too.
    static List<ObjectNode> ofFields(ObjectNode value) {
        var mutations = new ArrayList<ObjectNode>();
        value.fieldNames().forEachRemaining(field -> {
            for (var changed : ofValue(value.get(field))) {
                var mutation = value.deepCopy();
                mutation.set(field, changed);
                mutations.add(mutation);
            }
        });
        return mutations;
    }

    /// Two neighbours changed places, or a field is not there; for every field of the type.
    static List<ArrayNode> ofType(ArrayNode fields) {
        var mutations = new ArrayList<ArrayNode>();
        for (int i = 0; i < fields.size(); i++) {
            var without = fields.deepCopy();
            without.remove(i);
            mutations.add(without);
            if (i > 0) {
                mutations.add(swapped(fields, i - 1));
            }
        }
        return mutations;
    }

    private static List<JsonNode> ofValue(JsonNode value) {
        if (value instanceof BooleanNode flag) {
            return List.of(BooleanNode.valueOf(!flag.booleanValue()));
        }
        if (value instanceof ArrayNode items) {
            return ofItems(items);
        }
        var text = value.asText();
        if (text.startsWith("0x")) {
            return ofHex(text);
        }
        if (text.matches("-?(0|[1-9][0-9]*)")) {
            var number = new BigInteger(text);
            return List.of(
                    TextNode.valueOf(number.flipBit(0).toString()),
                    TextNode.valueOf(number.flipBit(12).toString()));
        }
        return List.of(TextNode.valueOf(text + "0"), TextNode.valueOf(text.isEmpty() ? "a" : text.substring(1)));
    }

    private static List<JsonNode> ofHex(String hex) {
        if (hex.length() == 2) {
            return List.of(TextNode.valueOf("0x00"));
        }
        int last = hex.length() - 1;
        int digit = Character.digit(hex.charAt(last), 16);
        return List.of(
                TextNode.valueOf(hex.substring(0, last) + Character.forDigit(digit ^ 1, 16)),
                TextNode.valueOf(
                        "0x" + Character.forDigit(Character.digit(hex.charAt(2), 16) ^ 8, 16) + hex.substring(3)));
    }

    private static List<JsonNode> ofItems(ArrayNode items) {
        var mutations = new ArrayList<JsonNode>();
        for (int i = 0; i < items.size(); i++) {
            for (var changed : ofFields((ObjectNode) items.get(i))) {
                var mutation = items.deepCopy();
                mutation.set(i, changed);
                mutations.add(mutation);
            }
            var without = items.deepCopy();
            without.remove(i);
            mutations.add(without);
            if (i > 0) {
                mutations.add(swapped(items, i - 1));
            }
        }
        return mutations;
    }

    private static ArrayNode swapped(ArrayNode items, int first) {
        var swapped = items.deepCopy();
        var moved = swapped.get(first);
        swapped.set(first, swapped.get(first + 1));
        swapped.set(first + 1, moved);
        return swapped;
    }
}
