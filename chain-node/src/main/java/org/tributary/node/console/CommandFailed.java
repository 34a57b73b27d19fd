// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.console;

/// Ends a command with exit code 1 and this sentence on standard error.
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailed(String message) {
        super(message);
    }
}
