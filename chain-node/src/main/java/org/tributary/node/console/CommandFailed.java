// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.console;

/// Ends a command with an exit code and this sentence on standard error.
public final class CommandFailed extends RuntimeException {
    /// Refused, or failed.
    public static final int REFUSED = 1;

    /// Nobody confirmed what would move money; nothing was sent.
    public static final int NOT_CONFIRMED = 3;

    /// A transaction was sent, and is not final yet.
    public static final int NOT_FINAL = 4;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public CommandFailed(String message) {
        this(REFUSED, message);
    }

    public CommandFailed(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
