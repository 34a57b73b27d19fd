// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.sync;

/// How often snapshots are taken, and from when on one is fetched.
///
/// @param interval heights of main from one snapshot to the next; the same at every node of a network, so that one
///     snapshot can be had from many
/// @param far blocks behind, beyond which a snapshot is fetched
public record SnapshotPace(long interval, long far) {
    /// A few minutes of blocks from one to the next. Fewer than a thousand blocks are executed sooner than a state is
    /// fetched, and all nodes keep them.
    public static final SnapshotPace DEFAULT = new SnapshotPace(256, 1_024);

    public SnapshotPace {
        if (interval < 1 || far < 2 * interval) {
            throw new IllegalArgumentException("a node that is far behind finds a snapshot above what it has");
        }
    }
}
