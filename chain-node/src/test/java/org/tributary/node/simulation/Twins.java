// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

/// Two nodes with one key, each correct by itself: together they may say two things in one slot. To the others that
/// seat
/// is a traitor.
final class Twins {
    private Twins() {}

    static void plan(Simulation simulation) {
        int size = simulation.world().size();
        for (var twin : simulation.nodes().subList(size, simulation.nodes().size())) {
            var conflict = new TwinConflict(simulation.faults());
            simulation.node(twin.seat()).corrupt(conflict);
            twin.corrupt(conflict);
        }
    }
}
