// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.peer;

/// What one queue towards one peer may hold; the frame that would exceed either bound is dropped.
public record QueueLimit(int frames, long bytes) {
    public QueueLimit {
        if (frames < 1 || bytes < 1) {
            throw new IllegalArgumentException("a queue holds at least one frame of one byte");
        }
    }
}
