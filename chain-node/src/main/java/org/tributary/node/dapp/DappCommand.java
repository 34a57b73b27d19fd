// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.dapp;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tributary dapp`.
@Command(
        name = "dapp",
        description = {
            "What a content owner does: fund a pool, allow gateways, issue tickets.",
            "Amounts are tokens (12.5) on the command line, smallest units (10^-18) in JSON."
        },
        subcommands = {PoolCommand.class, CapabilityCommand.class, TicketCommand.class, ProfileCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:refused or failed; the reason is on standard error",
            "2:wrong usage",
            "3:not confirmed: nothing was sent",
            "4:sent, and not final within a minute: look the transaction up before sending it again"
        })
public final class DappCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: pool, capability, ticket or profile");
    }
}
