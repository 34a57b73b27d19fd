// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.crypto.PublicKey;

/// The canonical bytes of a specification. An object is the RLP list of its fields, each a list of name and value, in
/// the order of declaration; where names are values (accounts, chains), in their order.
final class CanonicalFields implements FieldSink {
    private final RlpListWriter object;

    private CanonicalFields(RlpListWriter object) {
        this.object = object;
    }

    static Bytes encode(Consumer<FieldSink> content) {
        return Rlp.list(list -> content.accept(new CanonicalFields(list)));
    }

    @Override
    public FieldSink number(String field, long value) {
        return field(field, list -> list.number(value));
    }

    @Override
    public FieldSink text(String field, String value) {
        return field(field, list -> list.text(value));
    }

    @Override
    public FieldSink amount(String field, Amount value) {
        return field(field, list -> list.amount(value));
    }

    @Override
    public FieldSink hash(String field, Hash value) {
        return field(field, list -> list.hash(value));
    }

    @Override
    public FieldSink address(String field, Address value) {
        return field(field, list -> list.address(value));
    }

    @Override
    public FieldSink key(String field, PublicKey value) {
        return field(field, list -> list.publicKey(value));
    }

    @Override
    public FieldSink object(String field, Consumer<FieldSink> content) {
        return field(field, list -> list.list(inner -> content.accept(new CanonicalFields(inner))));
    }

    @Override
    public <T> FieldSink list(String field, List<T> items, BiConsumer<FieldSink, T> item) {
        return field(
                field,
                list -> list.list(
                        items,
                        (inner, value) -> inner.list(fields -> item.accept(new CanonicalFields(fields), value))));
    }

    private FieldSink field(String name, Consumer<RlpListWriter> value) {
        object.list(pair -> value.accept(pair.text(name)));
        return this;
    }
}
