// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

/// A measurement that cannot go on; the message says why, for whoever runs it.
public final class BenchFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchFailed(String message) {
        super(message);
    }

    public BenchFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
