// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.method;

import com.fasterxml.jackson.databind.JsonNode;

/// What a method came to: a result, or an [RpcError].
public sealed interface Answer permits Answer.Result, RpcError {
    /// @param value JSON `null` where there is nothing to show
    record Result(JsonNode value) implements Answer {}

    static Answer of(JsonNode value) {
        return new Result(value);
    }

    /// JSON `null`: what was asked for is not there.
    static Answer nothing() {
        return new Result(Json.NULL);
    }
}
