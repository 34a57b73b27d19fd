// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;

/// One argument, or a part of one, with readers that are strict about its shape.
///
/// @param place how an error begins, such as `invalid argument 0: field "to"`
public record Argument(String place, JsonNode node) {
    private static final int QUANTITY_BITS = 256;

    public String text() {
        if (!node.isTextual()) {
            throw wrong("want a string, not " + kind());
        }
        return node.textValue();
    }

    public boolean flag() {
        if (!node.isBoolean()) {
            throw wrong("want true or false, not " + kind());
        }
        return node.booleanValue();
    }

    public Address address() {
        return new Address(exactly(Address.SIZE));
    }

    public Hash hash() {
        return Hash.of(exactly(Hash.ZERO.bytes().size()));
    }

    /// `0x` and two digits per byte.
    public Bytes bytes() {
        var text = text();
        return HexDigits.bytes(text).orElseThrow(() -> wrong(HexDigits.fault(text)));
    }

    /// `0x` and 1 to 64 digits. Leading zeros are taken, for libraries write them.
    public BigInteger quantity() {
        var text = text();
        var value = HexDigits.number(text).orElseThrow(() -> wrong(HexDigits.fault(text)));
        if (value.bitLength() > QUANTITY_BITS) {
            throw wrong("hex number has more than 256 bits");
        }
        return value;
    }

    /// A quantity of 0 … 2^63 − 1.
    public long number() {
        var value = quantity();
        if (value.bitLength() >= Long.SIZE) {
            throw wrong("hex number has more than 63 bits");
        }
        return value.longValue();
    }

    /// The same, also as a JSON integer.
    public long plainNumber() {
        if (!node.isIntegralNumber()) {
            return number();
        }
        if (!node.canConvertToLong() || node.longValue() < 0) {
            throw wrong("number is out of range");
        }
        return node.longValue();
    }

    /// A storage slot: up to 32 bytes in hex, of any length.
    public UInt256 slot() {
        return UInt256.valueOf(quantity());
    }

    /// A JSON number of any kind.
    public double fraction() {
        if (!node.isNumber()) {
            throw wrong("want a number, not " + kind());
        }
        return node.doubleValue();
    }

    public boolean isObject() {
        return node.isObject();
    }

    public boolean isArray() {
        return node.isArray();
    }

    /// A field of an object; nothing where it is left out or `null`.
    public Optional<Argument> field(String name) {
        if (!node.isObject()) {
            throw wrong("want an object, not " + kind());
        }
        var value = node.get(name);
        return value == null || value.isNull()
                ? Optional.empty()
                : Optional.of(new Argument(place + ": field \"" + name + "\"", value));
    }

    public Argument requiredField(String name) {
        return field(name).orElseThrow(() -> wrong("field \"" + name + "\" is missing"));
    }

    /// The items of an array, `null` included, which are at most `max`.
    public <T> List<T> list(int max, Function<Argument, T> item) {
        if (!node.isArray()) {
            throw wrong("want an array, not " + kind());
        }
        if (node.size() > max) {
            throw wrong("want at most " + max + " items, not " + node.size());
        }
        var items = new ArrayList<T>(node.size());
        for (int index = 0; index < node.size(); index++) {
            items.add(item.apply(new Argument(place + ": item " + index, node.get(index))));
        }
        return items;
    }

    public boolean isNull() {
        return node.isNull();
    }

    /// To be thrown by the reader that found `what` wrong here.
    public RuntimeException wrong(String what) {
        return new InvalidArgument(place + ": " + what);
    }

    private Bytes exactly(int size) {
        var bytes = bytes();
        if (bytes.size() != size) {
            throw wrong("hex string has length " + 2 * bytes.size() + ", want " + 2 * size);
        }
        return bytes;
    }

    private String kind() {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case BOOLEAN -> "a boolean";
            case NUMBER -> "a number";
            case STRING -> "a string";
            case OBJECT, POJO -> "an object";
            case NULL, MISSING, BINARY -> "null";
        };
    }
}
