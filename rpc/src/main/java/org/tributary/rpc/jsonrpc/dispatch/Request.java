// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import org.tributary.rpc.jsonrpc.method.Json;

/// One request object, as JSON-RPC 2.0 §4 has it and geth reads it.
sealed interface Request {
    record Call(JsonNode id, String method, JsonNode params) implements Request {}

    /// Without an id: it is done, and not answered.
    record Notification(String method, JsonNode params) implements Request {
        @Override
        public JsonNode id() {
            return Json.NULL;
        }
    }

    /// @param id null where it has none that could be repeated
    record Invalid(JsonNode id, String what) implements Request {}

    JsonNode id();

    default boolean wantsAnswer() {
        return !(this instanceof Notification);
    }

    static Request of(JsonNode node) {
        if (!node.isObject()) {
            return new Invalid(Json.NULL, "a request is an object");
        }
        var id = node.get("id");
        if (id != null && !id.isTextual() && !id.isNumber() && !id.isNull()) {
            return new Invalid(Json.NULL, "id is a string, a number or null");
        }
        var shown = id == null ? Json.NULL : id;
        if (!"2.0".equals(node.path("jsonrpc").textValue())) {
            return new Invalid(shown, "jsonrpc is \"2.0\"");
        }
        var method = node.path("method").textValue();
        if (method == null || method.isEmpty()) {
            return new Invalid(shown, "method is a string");
        }
        var params = node.get("params");
        var given = params == null ? Json.NULL : params;
        return id == null ? new Notification(method, given) : new Call(id, method, given);
    }
}
