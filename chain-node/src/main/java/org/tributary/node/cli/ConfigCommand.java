// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import org.tributary.node.config.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Explains a node's settings.
@Command(name = "config", description = "Explain a node's settings.")
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: show");
    }

    @Command(description = "Print every setting with its meaning, or with its value and who set it.")
    int show(
            @Mixin ConfigOptions options,
            @Option(names = "--effective", description = "values and their sources") boolean effective) {
        var out = spec.commandLine().getOut();
        if (effective) {
            var settings = options.settings(System.getenv());
            options.config(System.getenv());
            settings.values()
                    .forEach((setting, value) ->
                            out.println(setting.key() + " = \"" + value.text() + "\"  # " + value.source()));
        } else {
            for (var setting : Setting.values()) {
                out.println(setting.key() + " = \"" + setting.initial() + "\"  # " + setting.meaning() + "; "
                        + setting.variable());
            }
        }
        out.flush();
        return 0;
    }
}
