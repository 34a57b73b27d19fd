// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

/// What one peer may send of one priority in a second; it may save up one second's worth. Beyond that its next message is
/// read later, which in the end fills the peer's own queue.
public record RateLimit(long frames, long bytes) {
    public RateLimit {
        if (frames < 1 || bytes < 1) {
            throw new IllegalArgumentException("a peer may send at least one frame of one byte a second");
        }
    }
}
