// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

/// What a replica waits for.
public enum Timer {
    /// For the block in flight, or for the new view.
    PROGRESS,
    /// For certified blocks from a peer.
    CATCH_UP,
    /// For what the others know of us, after a start.
    ANSWERS
}
