// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/// A JSON-RPC error, with the codes and words that Ethereum clients match.
///
/// @param data more for programs; an object, or a hex string for a revert
public record RpcError(int code, String message, Optional<JsonNode> data) implements Answer {
    /// Longer names than any method has are cut before they are repeated to their sender.
    private static final int MAX_NAME_SHOWN = 100;

    public static RpcError parse(String what) {
        return of(-32700, "parse error: " + what);
    }

    public static RpcError invalidRequest(String what) {
        return of(-32600, "invalid request: " + what);
    }

    public static RpcError noSuchMethod(String name) {
        var shown = name.length() <= MAX_NAME_SHOWN ? name : name.substring(0, MAX_NAME_SHOWN) + "…";
        return of(-32601, "the method " + shown + " does not exist/is not available");
    }

    /// The method exists, but not over HTTP (geth's words).
    public static RpcError notificationsUnsupported() {
        return of(-32601, "notifications not supported");
    }

    public static RpcError invalidParams(String what) {
        return of(-32602, what);
    }

    public static RpcError internal() {
        return of(-32603, "internal error");
    }

    /// The request is well formed, and cannot be done: `reason` is in Ethereum's words where it has any.
    public static RpcError refused(String reason) {
        return of(-32000, reason);
    }

    /// What the request names is not there. EIP-1474's "resource not found".
    public static RpcError notFound(String what) {
        return of(-32001, what);
    }

    /// @param range heights for which the answer exists
    public static RpcError refused(String reason, JsonNode range) {
        return new RpcError(-32000, reason, Optional.of(range));
    }

    /// @param allowed `{limit}` or `{from, to, limit}`: what will work instead
    public static RpcError limit(String what, JsonNode allowed) {
        return new RpcError(-32005, what, Optional.of(allowed));
    }

    public static RpcError limit(String what, long limit) {
        return limit(what, Json.object().put("limit", limit));
    }

    public static RpcError reverted(String reason, Bytes data) {
        var message = reason.isEmpty() ? "execution reverted" : "execution reverted: " + reason;
        return new RpcError(3, message, Optional.of(Json.hex(data)));
    }

    /// EIP-7966: handed in, but not yet final; `data` is the transaction's hash.
    public static RpcError notYetFinal(JsonNode hash) {
        return new RpcError(
                4,
                "The transaction was added to the mempool but wasn't processed within the designated timeout.",
                Optional.of(hash));
    }

    private static RpcError of(int code, String message) {
        return new RpcError(code, message, Optional.empty());
    }
}
