// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.tributary.rpc.jsonrpc.method.Answer;
import org.tributary.rpc.jsonrpc.method.Json;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;
import org.tributary.rpc.jsonrpc.method.Parameter;

/// `rpc.discover`: the methods that are there, as an OpenRPC document.
public final class Discovery implements MethodGroup {
    private static final String OPEN_RPC_VERSION = "1.3.2";

    private final JsonNode document;

    public Discovery(List<MethodGroup> groups, String version) {
        var methods = Json.array();
        new MethodTable(groups).methods().forEach(method -> methods.add(describe(method)));
        var about = Json.object();
        about.put("title", "Tributary JSON-RPC");
        about.put("version", version);
        var shown = Json.object();
        shown.put("openrpc", OPEN_RPC_VERSION);
        shown.set("info", about);
        shown.set("methods", methods);
        this.document = shown;
    }

    @Override
    public List<Method> methods() {
        return List.of(Method.of("rpc.discover", _ -> Answer.of(document)));
    }

    private static JsonNode describe(Method method) {
        var parameters = Json.array();
        method.parameters().forEach(parameter -> parameters.add(describe(parameter)));
        var shown = Json.object();
        shown.put("name", method.name());
        shown.put("paramStructure", "by-position");
        shown.set("params", parameters);
        return shown;
    }

    private static JsonNode describe(Parameter parameter) {
        var shown = Json.object();
        shown.put("name", parameter.name());
        shown.put("required", parameter.required());
        shown.set("schema", Json.object());
        return shown;
    }
}
