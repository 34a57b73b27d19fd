// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.tuweni.toml.Toml;
import org.apache.tuweni.toml.TomlArray;
import org.apache.tuweni.toml.TomlParseResult;
import org.jspecify.annotations.Nullable;

/// The effective value of every setting, and who set it: default < file < environment < command line.
public record Settings(Map<Setting, Value> values) {
    /// @param source such as `default`, `node.toml line 3`, `TRIBUTARY_RPC_PORT` or `--set`
    public record Value(String text, String source) {}

    public Settings {
        values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    public static Settings defaults() {
        var values = new EnumMap<Setting, Value>(Setting.class);
        for (var setting : Setting.values()) {
            values.put(setting, new Value(setting.initial(), "default"));
        }
        return new Settings(values);
    }

    /// @throws ConfigRefused where the file cannot be read, is no TOML, or has an unknown key
    public Settings withFile(Path file) {
        TomlParseResult toml;
        try {
            toml = Toml.parse(file);
        } catch (IOException unreadable) {
            throw new ConfigRefused(file.toString(), "cannot be read: " + unreadable.getMessage());
        }
        if (toml.hasErrors()) {
            throw new ConfigRefused(file.toString(), toml.errors().getFirst().toString());
        }
        var merged = new EnumMap<>(values);
        for (var path :
                toml.keyPathSet().stream().map(Toml::joinKeyPath).sorted().toList()) {
            var setting = known(path, file.toString());
            var position = toml.inputPositionOf(path);
            var line = position == null ? "" : " line " + position.line();
            merged.put(setting, new Value(text(path, toml.get(path)), file.getFileName() + line));
        }
        return new Settings(merged);
    }

    /// Other variables are none of ours, whatever they are called.
    public Settings withEnvironment(Map<String, String> environment) {
        var merged = new EnumMap<>(values);
        for (var setting : Setting.values()) {
            var text = environment.get(setting.variable());
            if (text != null) {
                merged.put(setting, new Value(text, setting.variable()));
            }
        }
        return new Settings(merged);
    }

    /// @throws ConfigRefused where a key is unknown
    public Settings withFlags(SortedMap<String, String> flags) {
        var merged = new EnumMap<>(values);
        flags.forEach((key, text) -> merged.put(known(key, "--set"), new Value(text, "--set")));
        return new Settings(merged);
    }

    String text(Setting setting) {
        var value = values.get(setting);
        return value == null ? setting.initial() : value.text();
    }

    String origin(Setting setting) {
        var value = values.get(setting);
        return value == null ? "" : " (" + value.source() + ")";
    }

    private static Setting known(String key, String where) {
        return Setting.of(key).orElseThrow(() -> new ConfigRefused(key, "unknown setting, in " + where));
    }

    private static String text(String key, @Nullable Object value) {
        return switch (value) {
            case String text -> text;
            case Long number -> number.toString();
            case Boolean flag -> flag.toString();
            case TomlArray array ->
                items(array).stream().map(item -> text(key, item)).collect(Collectors.joining(","));
            case null, default -> throw new ConfigRefused(key, "must be a string, a whole number or a list of them");
        };
    }

    private static List<Object> items(TomlArray array) {
        return IntStream.range(0, array.size()).mapToObj(array::get).toList();
    }
}
