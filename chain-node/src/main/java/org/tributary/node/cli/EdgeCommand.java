// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tributary edge`.
@Command(
        name = "edge",
        description = "Serve clients for tokens, see what came of it, and where it is paid.",
        subcommands = {
            EdgeServeCommand.class,
            EdgeStatusCommand.class,
            EdgeRegisterCommand.class,
            EdgePayeeCommand.class
        })
final class EdgeCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: serve, status, register or payee");
    }
}
