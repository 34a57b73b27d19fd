// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.tributary.genesis.FieldRefused;
import org.tributary.genesis.FieldSource;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Hex;
import org.tributary.primitives.crypto.PublicKey;

/// Reads the fields of one JSON object, and knows which of them nobody asked for.
final class JsonSource implements FieldSource {
    private final ObjectNode object;
    private final TreeSet<String> read = new TreeSet<>();

    private JsonSource(ObjectNode object) {
        this.object = object;
    }

    /// Reads a whole object; a field that `read` leaves over is refused.
    static <T> T readWhole(JsonNode node, Function<FieldSource, T> read) {
        if (!(node instanceof ObjectNode object)) {
            throw new FieldRefused("", "must be an object");
        }
        var source = new JsonSource(object);
        T value = read.apply(source);
        for (var name : source.names()) {
            if (!source.read.contains(name)) {
                throw new FieldRefused(name, "unknown field");
            }
        }
        return value;
    }

    @Override
    public long number(String field) {
        var node = node(field);
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw new FieldRefused(field, "must be a whole number from 0 to 2^63 − 1");
        }
        return node.longValue();
    }

    @Override
    public int count(String field) {
        long value = number(field);
        if (value > Integer.MAX_VALUE) {
            throw new FieldRefused(field, "must be below 2^31, is " + value);
        }
        return (int) value;
    }

    @Override
    public String text(String field) {
        var node = node(field);
        if (!node.isTextual()) {
            throw new FieldRefused(field, "must be a string");
        }
        return node.textValue();
    }

    @Override
    public Amount amount(String field) {
        return parsed(field, Amount::parse);
    }

    @Override
    public Hash hash(String field) {
        return parsed(field, Hash::parse);
    }

    @Override
    public Address address(String field) {
        return parsed(field, Address::parse);
    }

    @Override
    public PublicKey key(String field) {
        return parsed(field, hex -> new PublicKey(Hex.parse(hex)));
    }

    @Override
    public <T> T object(String field, Function<FieldSource, T> read) {
        var node = node(field);
        return FieldRefused.within(field, () -> readWhole(node, read));
    }

    @Override
    public <T> List<T> list(String field, int max, Function<FieldSource, T> item) {
        var array = node(field);
        if (!array.isArray() || array.size() > max) {
            throw new FieldRefused(field, "must be a list of at most " + max + " objects");
        }
        var items = new ArrayList<T>();
        for (int i = 0; i < array.size(); i++) {
            var node = array.get(i);
            items.add(FieldRefused.within(field + "[" + i + "]", () -> readWhole(node, item)));
        }
        return List.copyOf(items);
    }

    @Override
    public List<String> names() {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private JsonNode node(String field) {
        read.add(field);
        var node = object.get(field);
        if (node == null) {
            throw new FieldRefused(field, "is missing");
        }
        return node;
    }

    private <T> T parsed(String field, Function<String, T> parse) {
        var text = text(field);
        return FieldRefused.within(field, () -> parse.apply(text));
    }
}
