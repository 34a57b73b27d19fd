// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.abi;

import java.util.ArrayList;
import java.util.List;

/// Reads `name(type name, type indexed name, …)` as Solidity writes it, without `function`, `event` and `tuple`.
/// Signatures are constants of our own: a bad one throws.
final class SignatureParser {
    private final String text;
    private int position;

    private SignatureParser(String text) {
        this.text = text;
    }

    record Parsed(String name, List<Parameter> parameters) {}

    /// The name may be empty, for a bare list of types.
    static Parsed parse(String text) {
        var parser = new SignatureParser(text);
        var name = parser.identifier();
        var parameters = parser.parameters();
        if (parser.position != text.length()) {
            throw parser.bad("text after the end");
        }
        return new Parsed(name, parameters);
    }

    private List<Parameter> parameters() {
        expect('(');
        var parameters = new ArrayList<Parameter>();
        if (take(')')) {
            return parameters;
        }
        do {
            parameters.add(parameter());
        } while (take(','));
        expect(')');
        return parameters;
    }

    private Parameter parameter() {
        var type = type();
        var name = identifier();
        boolean indexed = name.equals("indexed");
        return new Parameter(type, indexed ? identifier() : name, indexed);
    }

    private AbiType type() {
        skipSpaces();
        AbiType type = position < text.length() && text.charAt(position) == '('
                ? new AbiType.Tuple(parameters().stream().map(Parameter::type).toList())
                : elementary(identifier());
        while (take('[')) {
            var length = identifier();
            expect(']');
            type = length.isEmpty()
                    ? new AbiType.DynamicArray(type)
                    : new AbiType.FixedArray(type, Integer.parseInt(length));
        }
        return type;
    }

    private AbiType elementary(String name) {
        return switch (name) {
            case "address" -> new AbiType.Account();
            case "bool" -> new AbiType.Bool();
            case "bytes" -> new AbiType.ByteString();
            case "string" -> new AbiType.Text();
            default -> sized(name);
        };
    }

    private AbiType sized(String name) {
        // Only the written-out names: "uint" alone is not canonical, nor is "uint08".
        if (name.matches("uint[1-9][0-9]{0,2}")) {
            return new AbiType.Uint(Integer.parseInt(name.substring("uint".length())));
        }
        if (name.matches("bytes[1-9][0-9]?")) {
            return new AbiType.FixedBytes(Integer.parseInt(name.substring("bytes".length())));
        }
        throw bad("no type " + name);
    }

    private String identifier() {
        skipSpaces();
        int start = position;
        while (position < text.length() && isPartOfName(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    private static boolean isPartOfName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private boolean take(char c) {
        skipSpaces();
        boolean there = position < text.length() && text.charAt(position) == c;
        if (there) {
            position++;
        }
        return there;
    }

    private void expect(char c) {
        if (!take(c)) {
            throw bad("expected " + c);
        }
    }

    private void skipSpaces() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }

    private IllegalArgumentException bad(String what) {
        return new IllegalArgumentException(what + " at " + position + " of \"" + text + "\"");
    }
}
