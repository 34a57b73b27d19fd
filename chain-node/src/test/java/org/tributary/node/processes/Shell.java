// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Runs the system's own tools.
final class Shell {
    private Shell() {}

    /// A tool that is not there, or refuses; the message is what it says.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /// Runs one command, split at spaces.
    ///
    /// @return what it prints
    /// @throws Refused where it cannot be run, or exits with anything but 0
    static String run(String command) {
        try {
            var process = new ProcessBuilder(command.split(" ", -1))
                    .redirectErrorStream(true)
                    .start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new Refused(command + ": " + output);
            }
            return output;
        } catch (IOException missing) {
            throw new Refused(String.valueOf(missing.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("stopped while running " + command, stopped));
        }
    }

    /// Runs it for its effect, which may be there already.
    ///
    /// @return whether it exited with 0
    static boolean attempt(String command) {
        try {
            run(command);
            return true;
        } catch (Refused refused) {
            return false;
        }
    }
}
