// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import java.util.List;
import java.util.function.Function;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.crypto.PublicKey;

/// Gives the fields of a specification by name. Every call throws [FieldRefused] where the field is missing or of
/// another kind; its message starts with the path, such as `committees.main[2].consensusKey: …`.
public interface FieldSource {
    /// 0 … 2^63 − 1.
    long number(String field);

    /// 0 … 2^31 − 1.
    int count(String field);

    String text(String field);

    Amount amount(String field);

    Hash hash(String field);

    Address address(String field);

    PublicKey key(String field);

    <T> T object(String field, Function<FieldSource, T> read);

    /// At most `max` items.
    <T> List<T> list(String field, int max, Function<FieldSource, T> item);

    /// The names of the fields that are there: for objects whose names are values, such as accounts.
    List<String> names();
}
