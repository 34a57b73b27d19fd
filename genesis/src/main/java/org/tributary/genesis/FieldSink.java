// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PublicKey;

/// Takes the fields of a specification, in the order of their declaration. The hash and the file are two sinks of the
/// same calls, so that no field can be in one and not in the other.
public interface FieldSink {
    FieldSink number(String field, long value);

    FieldSink text(String field, String value);

    FieldSink amount(String field, Amount value);

    FieldSink hash(String field, Hash value);

    FieldSink address(String field, Address value);

    FieldSink key(String field, PublicKey value);

    FieldSink object(String field, Consumer<FieldSink> content);

    <T> FieldSink list(String field, List<T> items, BiConsumer<FieldSink, T> item);
}
