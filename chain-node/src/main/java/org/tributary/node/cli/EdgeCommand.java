// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tributary edge`.
@Command(
        name = "edge",
        description = "Serve content for tokens, and see what came of it.",
        subcommands = {EdgeServeCommand.class, EdgeStatusCommand.class})
final class EdgeCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: serve or status");
    }
}
