// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.abi;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.codec.Decoded;

/// The functions of one contract. A contract decodes its input here and switches on the name:
///
/// ```java
/// switch (call.function().name()) {
///     case "transfer" -> transfer(call.arguments().address(0), call.arguments().number(1));
/// ```
public final class FunctionTable {
    private final TreeMap<Bytes, Function> bySelector = new TreeMap<>();
    private final List<Function> functions;

    private FunctionTable(List<Function> functions) {
        this.functions = functions;
        for (var function : functions) {
            if (bySelector.put(function.selector(), function) != null) {
                throw new IllegalArgumentException("two functions with the selector of " + function.signature());
            }
        }
    }

    public record Call(Function function, Arguments arguments) {}

    /// @throws IllegalArgumentException where two have the same selector
    public static FunctionTable of(Function... functions) {
        return new FunctionTable(List.of(functions));
    }

    /// In the order given to [#of].
    public List<Function> functions() {
        return functions;
    }

    public Optional<Function> bySelector(Bytes selector) {
        return Optional.ofNullable(bySelector.get(selector));
    }

    /// @param input of a transaction or of an `eth_call`
    public Decoded<Call> decode(Bytes input) {
        if (input.size() < Function.SELECTOR_SIZE) {
            return new Decoded.Malformed<>("the input has no function selector");
        }
        var selector = input.slice(0, Function.SELECTOR_SIZE);
        var function = bySelector.get(selector);
        if (function == null) {
            return new Decoded.Malformed<>("no function with selector " + selector.toHexString());
        }
        return function.decodeCall(input).flatMap(arguments -> new Decoded.Value<>(new Call(function, arguments)));
    }
}
