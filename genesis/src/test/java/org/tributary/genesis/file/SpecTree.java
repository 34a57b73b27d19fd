// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.tributary.genesis.ChainSpec;

/// A specification's JSON tree, walked and changed field by field, whatever the fields are.
final class SpecTree {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");

    record Mutant(String path, String json) {}

    private SpecTree() {}

    static ObjectNode of(ChainSpec spec) {
        try {
            return (ObjectNode) MAPPER.readTree(SpecFile.format(spec));
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }

    static ChainSpec value(JsonNode root) {
        return SpecFile.parse(root.toString()).orBroken("a specification");
    }

    /// The same tree with the fields of every object in the opposite order.
    static JsonNode reversed(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var copy = MAPPER.createObjectNode();
            names(object).reversed().forEach(name -> copy.set(name, reversed(object.get(name))));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            var copy = MAPPER.createArrayNode();
            array.forEach(item -> copy.add(reversed(item)));
            return copy;
        }
        return node;
    }

    static List<Mutant> mutants(ChainSpec spec) throws JsonProcessingException {
        var mutants = new ArrayList<Mutant>();
        for (var path : leaves(spec)) {
            var leaf = of(spec).at(pointer(path));
            if (leaf.isNumber()) {
                mutants.add(new Mutant(path, with(spec, path, Long.toString(leaf.longValue() + 1))));
                mutants.add(new Mutant(path, with(spec, path, Long.toString(leaf.longValue() - 1))));
            } else {
                var text = leaf.textValue();
                var last = text.endsWith("1") ? "2" : "1";
                mutants.add(new Mutant(
                        path, with(spec, path, '"' + text.substring(0, text.length() - 1) + last + '"')));
            }
        }
        return mutants;
    }

    /// Paths of all values that are no objects or lists.
    static List<String> leaves(ChainSpec spec) {
        var leaves = new ArrayList<String>();
        walk(of(spec), "", leaves, new ArrayList<>());
        return leaves;
    }

    /// Paths of all fields that a specification must have: not those whose names are accounts or chains.
    static List<String> namedFields(ChainSpec spec) {
        var fields = new ArrayList<String>();
        walk(of(spec), "", new ArrayList<>(), fields);
        fields.removeIf(path -> path.startsWith("allocations."));
        return fields;
    }

    static String without(ChainSpec spec, String path) {
        var root = of(spec);
        int dot = path.lastIndexOf('.');
        var parent = dot < 0 ? root : (ObjectNode) root.at(pointer(path.substring(0, dot)));
        parent.remove(path.substring(dot + 1));
        return root.toString();
    }

    static String with(ChainSpec spec, String path, String json) throws JsonProcessingException {
        var root = of(spec);
        var pointer = pointer(path);
        int slash = pointer.lastIndexOf('/');
        var parent = root.at(pointer.substring(0, slash));
        var name = pointer.substring(slash + 1);
        if (parent instanceof ObjectNode object) {
            object.set(name, MAPPER.readTree(json));
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(name), MAPPER.readTree(json));
        }
        return root.toString();
    }

    private static void walk(JsonNode node, String path, List<String> leaves, List<String> fields) {
        if (node instanceof ObjectNode object) {
            for (var name : names(object)) {
                var below = path.isEmpty() ? name : path + "." + name;
                fields.add(below);
                walk(object.get(name), below, leaves, fields);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                walk(array.get(i), path + "[" + i + "]", leaves, fields);
            }
        } else {
            leaves.add(path);
        }
    }

    private static List<String> names(ObjectNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String pointer(String path) {
        return "/" + INDEX.matcher(path).replaceAll("/$1").replace('.', '/');
    }
}
