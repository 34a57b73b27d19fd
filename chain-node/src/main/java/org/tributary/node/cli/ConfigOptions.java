// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tributary.node.config.NodeConfig;
import org.tributary.node.config.Settings;
import picocli.CommandLine.Option;

/// A node's configuration, put together from file, environment and flags. For every command that runs on one.
public final class ConfigOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "TOML file of the node")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "override one setting, such as rpc.port=8545; may be repeated")
    private TreeMap<String, String> flags = new TreeMap<>();

    /// @throws org.tributary.node.config.ConfigRefused where a setting is unknown
    public Settings settings(Map<String, String> environment) {
        var settings = Settings.defaults();
        if (file != null) {
            settings = settings.withFile(file);
        }
        return settings.withEnvironment(environment).withFlags(flags);
    }

    /// @throws org.tributary.node.config.ConfigRefused where a setting is unknown or wrong
    public NodeConfig config(Map<String, String> environment) {
        return NodeConfig.of(settings(environment), base());
    }

    private Path base() {
        var parent = file == null ? null : file.toAbsolutePath().getParent();
        return parent == null ? Path.of("") : parent;
    }
}
