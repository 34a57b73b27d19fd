// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;

/// Values as Ethereum's JSON shows them: lower-case hex, quantities without leading zeros.
public final class Json {
    public static final JsonNode NULL = NullNode.getInstance();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    public static JsonNode text(String text) {
        return TextNode.valueOf(text);
    }

    public static JsonNode flag(boolean value) {
        return BooleanNode.valueOf(value);
    }

    /// `value` is never negative.
    public static JsonNode quantity(long value) {
        return text("0x" + Long.toHexString(value));
    }

    public static JsonNode quantity(BigInteger value) {
        return text("0x" + value.toString(16));
    }

    public static JsonNode quantity(Amount amount) {
        return quantity(amount.units());
    }

    public static JsonNode quantity(Height height) {
        return quantity(height.number());
    }

    public static JsonNode hex(Bytes bytes) {
        return text(bytes.toHexString());
    }

    public static JsonNode hex(Hash hash) {
        return text(hash.toString());
    }

    public static JsonNode hex(Address address) {
        return text(address.toString());
    }
}
