// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.remote;

/// What was asked of a node did not happen; the sentence says what, and why.
public class RemoteFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RemoteFailed(String message) {
        super(message);
    }

    public RemoteFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
