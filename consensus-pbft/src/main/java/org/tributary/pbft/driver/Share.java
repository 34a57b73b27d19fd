// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.driver;

/// What one peer has waiting. Bounded apart from the others', so that one that floods holds up only itself.
final class Share {
    /// A few rounds' messages, repeated.
    static final int MAX_MESSAGES = 512;

    /// One message of the largest size.
    static final long MAX_BYTES = 16L << 20;

    private int messages;
    private long bytes;

    /// Whether there is room; if so, it is taken. A single message always has room.
    synchronized boolean take(int size) {
        if (messages > 0 && (messages == MAX_MESSAGES || bytes + size > MAX_BYTES)) {
            return false;
        }
        messages++;
        bytes += size;
        return true;
    }

    synchronized void give(int size) {
        messages--;
        bytes -= size;
    }
}
