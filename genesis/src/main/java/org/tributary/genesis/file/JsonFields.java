// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.tributary.genesis.FieldSink;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PublicKey;

/// Writes fields into a JSON object. Amounts are strings: JSON numbers lose digits in most readers.
final class JsonFields implements FieldSink {
    private final ObjectNode object;

    JsonFields(ObjectNode object) {
        this.object = object;
    }

    @Override
    public FieldSink number(String field, long value) {
        object.put(field, value);
        return this;
    }

    @Override
    public FieldSink text(String field, String value) {
        object.put(field, value);
        return this;
    }

    @Override
    public FieldSink amount(String field, Amount value) {
        return text(field, value.toString());
    }

    @Override
    public FieldSink hash(String field, Hash value) {
        return text(field, value.toString());
    }

    @Override
    public FieldSink address(String field, Address value) {
        return text(field, value.toString());
    }

    @Override
    public FieldSink key(String field, PublicKey value) {
        return text(field, value.toString());
    }

    @Override
    public FieldSink object(String field, Consumer<FieldSink> content) {
        content.accept(new JsonFields(object.putObject(field)));
        return this;
    }

    @Override
    public <T> FieldSink list(String field, List<T> items, BiConsumer<FieldSink, T> item) {
        var array = object.putArray(field);
        items.forEach(value -> item.accept(new JsonFields(array.addObject()), value));
        return this;
    }
}
