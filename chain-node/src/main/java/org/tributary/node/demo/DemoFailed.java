// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

/// Ends the demo with exit code 1 and this sentence.
class DemoFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailed(String message) {
        super(message);
    }

    DemoFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
