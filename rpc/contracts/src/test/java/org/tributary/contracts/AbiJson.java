// SPDX-License-Identifier: Apache-2.0
package org.tributary.contracts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.tributary.ledger.abi.AbiType;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.abi.Function;
import org.tributary.ledger.abi.Parameter;
import org.tributary.ledger.contract.Challenges;
import org.tributary.ledger.contract.Pools;
import org.tributary.ledger.contract.Registry;
import org.tributary.ledger.contract.Settlement;

/// Solidity's ABI JSON of a platform contract, from the functions and events that it declares.
final class AbiJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What may be called with tokens.
    private static final Set<Function> PAYABLE =
            Set.of(Pools.CREATE, Pools.DEPOSIT, Challenges.CHALLENGE, Challenges.DEMAND, Challenges.POST_BOND);

    /// What returns something and changes something too; all others that return something only read.
    private static final Set<Function> CHANGING =
            Set.of(Pools.CREATE, Settlement.COLLECT, Settlement.PAY_DEBTS, Registry.REGISTER_PROFILE);

    private AbiJson() {}

    /// By signature, functions first: the order of fields is not part of what a class promises.
    static String of(Class<?> contract) throws IllegalAccessException {
        var functions = new TreeMap<String, ObjectNode>();
        var events = new TreeMap<String, ObjectNode>();
        for (var field : contract.getFields()) {
            switch (field.get(null)) {
                case Function function -> functions.put(function.signature(), json(function));
                case Event event -> events.put(event.name(), json(event));
                case null, default -> {}
            }
        }
        var abi = JSON.createArrayNode();
        abi.addAll(functions.values());
        abi.addAll(events.values());
        return abi.toPrettyString() + "\n";
    }

    private static ObjectNode json(Function function) {
        var json = JSON.createObjectNode()
                .put("type", "function")
                .put("name", function.name())
                .put("stateMutability", mutability(function));
        json.set("inputs", parameters(function.parameters()));
        var outputs = json.putArray("outputs");
        function.results().forEach(type -> outputs.add(typed("", type)));
        return json;
    }

    private static String mutability(Function function) {
        if (PAYABLE.contains(function)) {
            return "payable";
        }
        return function.results().isEmpty() || CHANGING.contains(function) ? "nonpayable" : "view";
    }

    private static ObjectNode json(Event event) {
        var json = JSON.createObjectNode()
                .put("type", "event")
                .put("name", event.name())
                .put("anonymous", false);
        var inputs = json.putArray("inputs");
        event.parameters()
                .forEach(parameter ->
                        inputs.add(typed(parameter.name(), parameter.type()).put("indexed", parameter.indexed())));
        return json;
    }

    private static ArrayNode parameters(List<Parameter> parameters) {
        var json = JSON.createArrayNode();
        parameters.forEach(parameter -> json.add(typed(parameter.name(), parameter.type())));
        return json;
    }

    private static ObjectNode typed(String name, AbiType type) {
        if (type instanceof AbiType.Tuple) {
            throw new IllegalStateException("no contract has a tuple yet: say here what its components are called");
        }
        return JSON.createObjectNode().put("name", name).put("type", type.toString());
    }
}
