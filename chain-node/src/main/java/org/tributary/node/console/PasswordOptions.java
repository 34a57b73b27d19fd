// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.console;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tributary.node.keys.NodeKeys;
import picocli.CommandLine.Option;

/// Where a password comes from: a file, or a prompt that does not echo. Never the command line, which others can read.
public final class PasswordOptions {
    @Option(names = "--password-file", description = "its first line is the password (default: ask)")
    private @Nullable Path file;

    public String ask(boolean twice) {
        if (file != null) {
            try {
                return notEmpty(NodeKeys.firstLine(file));
            } catch (IOException unreadable) {
                throw new CommandFailed("cannot read the password file " + file);
            }
        }
        var console = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElseThrow(
                        () -> new CommandFailed("no terminal to ask for a password: name a file with --password-file"));
        char[] first = console.readPassword("Password: ");
        if (twice && !Arrays.equals(first, console.readPassword("Again: "))) {
            throw new CommandFailed("the passwords differ");
        }
        return notEmpty(first == null ? "" : new String(first));
    }

    private static String notEmpty(String password) {
        if (password.isEmpty()) {
            throw new CommandFailed("the password is empty");
        }
        return password;
    }
}
