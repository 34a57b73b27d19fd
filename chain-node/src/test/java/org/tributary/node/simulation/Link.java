// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

/// One direction between two nodes, and how bad it is now.
final class Link {
    int lossPercent;
    int duplicatePercent;
    int minDelayMicros = 200;
    int spreadMicros = 1_500;
    /// How many reasons there are for nothing to get through; a cut is over when its last reason is.
    int cuts;
    FaultKind cutKind = FaultKind.CUT_ONE_WAY;
    boolean isSlow;
    FaultKind slowKind = FaultKind.SLOW_LINK;
    /// Larger frames vanish, as where a router drops what it would have to split.
    int largestBytes = Integer.MAX_VALUE;

    boolean isUp() {
        return cuts == 0;
    }

    void heal() {
        lossPercent = 0;
        duplicatePercent = 0;
        minDelayMicros = 200;
        spreadMicros = 1_500;
        cuts = 0;
        isSlow = false;
        slowKind = FaultKind.SLOW_LINK;
        largestBytes = Integer.MAX_VALUE;
    }
}
