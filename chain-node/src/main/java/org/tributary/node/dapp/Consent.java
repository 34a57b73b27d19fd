// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.dapp;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import org.tributary.node.console.CommandFailed;
import picocli.CommandLine.Option;

/// On every command that moves money, or lets somebody move it.
public final class Consent {
    @Option(names = "--dry-run", description = "show what would be signed and sent, and end")
    private boolean dryRun;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    public boolean isDryRun() {
        return dryRun;
    }

    /// @throws CommandFailed with exit code 3 where nobody says yes
    void ask() {
        if (yes) {
            return;
        }
        var console = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElseThrow(() -> new CommandFailed(
                        CommandFailed.NOT_CONFIRMED,
                        "nothing was sent: look at it with --dry-run, then confirm it with --yes"));
        var answer = console.readLine("Go on? [y/N] ");
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
            throw new CommandFailed(CommandFailed.NOT_CONFIRMED, "nothing was sent");
        }
    }
}
