// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.chain;

/// How many transactions this node puts into a block when it is the primary: as many as the network finishes well
/// within a view's patience. A block that takes longer only brings the next view, whose primary faces the same block
/// again; so a machine that is too slow for full blocks would finish none.
///
/// Like TCP's window: it shrinks with what took too long, and grows while full blocks are early. Any thread.
public final class BlockSize {
    /// Enough that a block's fixed cost does not matter, few enough for a slow machine's first block.
    private static final int FIRST = 250;

    /// A block's fixed cost is not made smaller by taking less than this.
    private static final int LEAST = 100;
    private static final int MOST = 1 << 20;

    private final long targetMillis;
    private int limit = FIRST;

    /// A block is to take half of a view's patience, so that a pause of the machine does not end the view.
    public BlockSize(long viewTimeoutMillis) {
        this.targetMillis = Math.max(1, viewTimeoutMillis / 2);
    }

    synchronized int limit() {
        return limit;
    }

    /// A block of this node's own is final.
    ///
    /// @param transactions in it
    /// @param millis from the begin of building it until it was committed here
    synchronized void committed(int transactions, long millis) {
        if (millis > targetMillis) {
            long fitting = transactions * targetMillis / millis;
            limit = Math.clamp(Math.max(fitting, limit / 2), LEAST, limit);
        } else if (transactions >= limit) {
            // Far from the target by doubling, close to it in small steps.
            limit = Math.min(MOST, millis < targetMillis / 4 ? 2 * limit : limit + limit / 4);
        }
    }

    /// A block of this node's own did not make it in its view.
    synchronized void failed() {
        limit = Math.max(LEAST, limit / 2);
    }
}
