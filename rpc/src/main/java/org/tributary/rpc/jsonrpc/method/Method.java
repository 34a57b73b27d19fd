// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/// A JSON-RPC method: its name, its parameters by position, and what it does.
public record Method(String name, List<Parameter> parameters, Handler handler) {
    public Method {
        parameters = List.copyOf(parameters);
    }

    /// @param parameters a name each, with `?` behind those that may be left out
    public static Method of(String name, Handler handler, String... parameters) {
        return new Method(name, Stream.of(parameters).map(Parameter::parse).toList(), handler);
    }

    /// @param params what the request has: an array, or null where it has none
    public Answer call(JsonNode params) {
        if (!params.isNull() && !params.isArray()) {
            return RpcError.invalidParams("non-array args");
        }
        if (params.size() > parameters.size()) {
            return RpcError.invalidParams("too many arguments, want at most " + parameters.size());
        }
        try {
            return handler.answer(new Params(params));
        } catch (InvalidArgument wrong) {
            return RpcError.invalidParams(wrong.getMessage());
        }
    }
}
