// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// The arguments of one call, by position. What is missing or of another shape ends the call with −32602 and words that
/// name the argument.
public final class Params {
    private final JsonNode array;

    Params(JsonNode array) {
        this.array = array;
    }

    public Argument at(int index) {
        return optional(index).orElseThrow(() -> new InvalidArgument("missing value for required argument " + index));
    }

    /// Nothing where it is left out or `null`.
    public Optional<Argument> optional(int index) {
        var node = array.get(index);
        return node == null || node.isNull()
                ? Optional.empty()
                : Optional.of(new Argument("invalid argument " + index, node));
    }
}
