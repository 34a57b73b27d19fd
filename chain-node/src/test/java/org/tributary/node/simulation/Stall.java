// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

/// A black hole for large frames, for minutes: votes and requests get through, blocks and NEW-VIEWs do
/// not. Views come and go, and with them the time-outs grow; when it is over, they must not have grown
/// past their cap.
final class Stall {
    private static final int LARGEST_BYTES = 200;

    private Stall() {}

    static void plan(Simulation simulation) {
        simulation.agenda().inMillis(400 + simulation.random().nextInt(400), () -> {
            for (var from : simulation.nodes()) {
                for (var to : simulation.nodes()) {
                    simulation.network().link(from.number(), to.number()).largestBytes = LARGEST_BYTES;
                }
            }
        });
    }
}
