// SPDX-License-Identifier: Apache-2.0
package org.tributary.node;

/// A node cannot start as it was told to; the message says what to change.
public final class NodeRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NodeRefused(String message) {
        super(message);
    }

    NodeRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
