// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.dapp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tributary.node.console.CommandFailed;

/// Files that commands write: a new one each, so that no signed object is lost by a repeated command.
final class OutputFile {
    private OutputFile() {}

    /// @throws CommandFailed where the file is there already, or its directory is not
    static void check(Path file) {
        if (Files.exists(file)) {
            throw new CommandFailed(file + " is there already; name another file, or remove it");
        }
        var parent = file.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new CommandFailed(file + " cannot be written: there is no directory " + parent);
        }
    }

    /// @throws CommandFailed where it cannot be written
    static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (IOException unwritable) {
            throw new CommandFailed(file + " cannot be written: " + unwritable);
        }
    }
}
