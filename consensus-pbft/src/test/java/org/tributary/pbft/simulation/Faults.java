// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.simulation;

import java.util.Random;

/// How bad the world is, until it heals.
///
/// @param network what it does to messages
/// @param crashes how many crashes are spread over the time before the network heals
/// @param pauses how many times a process stands still for long
/// @param blackout all crash at once
/// @param disk what happens to the disks of f replicas
record Faults(Network network, int crashes, int pauses, boolean blackout, DiskFault disk) {
    /// @param lossPercent of messages that never arrive
    /// @param duplicatePercent of messages that arrive twice
    /// @param maxDelayMillis messages overtake each other within it
    /// @param deadLinks from one to another, one way
    record Network(int lossPercent, int duplicatePercent, int maxDelayMillis, int deadLinks) {
        static final Network CALM = new Network(0, 0, 10, 0);
    }

    static final Faults NONE = new Faults(Network.CALM, 0, 0, false, DiskFault.NONE);

    static Faults drawn(Random random) {
        return new Faults(
                network(random), random.nextInt(7), random.nextInt(3), random.nextInt(4) == 0, DiskFault.NONE);
    }

    private static Network network(Random random) {
        return new Network(
                random.nextInt(31), random.nextInt(21), 10 + random.nextInt(300), Math.max(0, random.nextInt(5) - 2));
    }

    Faults with(DiskFault fault) {
        return new Faults(network, crashes, pauses, blackout, fault);
    }

    /// Everybody hears everything soon: what one signed, the others know.
    boolean isCalm() {
        return network.equals(Network.CALM) && crashes == 0 && pauses == 0 && !blackout;
    }
}
