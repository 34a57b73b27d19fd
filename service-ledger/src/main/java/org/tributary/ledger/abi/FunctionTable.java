// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.abi;

import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.codec.Decoded;

/// The functions of one contract, each with what it means to the contract.
///
/// @param <T> what a function means
public final class FunctionTable<T> {
    private final TreeMap<Bytes, Entry<T>> bySelector = new TreeMap<>();

    private FunctionTable() {}

    private record Entry<T>(Function function, T meaning) {}

    public record Call<T>(T meaning, Arguments arguments) {}

    public static <T> FunctionTable<T> empty() {
        return new FunctionTable<>();
    }

    /// These functions, and one more.
    ///
    /// @throws IllegalArgumentException where two have the same selector
    public FunctionTable<T> with(Function function, T meaning) {
        var table = new FunctionTable<T>();
        table.bySelector.putAll(bySelector);
        if (table.bySelector.put(function.selector(), new Entry<>(function, meaning)) != null) {
            throw new IllegalArgumentException("two functions with the selector of " + function.signature());
        }
        return table;
    }

    /// @param input of a transaction or of an `eth_call`
    public Decoded<Call<T>> decode(Bytes input) {
        if (input.size() < Function.SELECTOR_SIZE) {
            return new Decoded.Malformed<>("the input has no function selector");
        }
        var selector = input.slice(0, Function.SELECTOR_SIZE);
        var entry = bySelector.get(selector);
        if (entry == null) {
            return new Decoded.Malformed<>("no function with selector " + selector.toHexString());
        }
        return entry.function()
                .decodeCall(input)
                .flatMap(arguments -> new Decoded.Value<>(new Call<>(entry.meaning(), arguments)));
    }
}
