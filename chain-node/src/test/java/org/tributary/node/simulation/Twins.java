// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

/// Two nodes with one key, each correct by itself: together they may say two things in one slot. To the
/// others that seat is a traitor.
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

    /// f + 1 pairs, one of each pair on either side of a cut: both sides have a quorum.
    static void tooMany(Simulation simulation) {
        plan(simulation);
        int size = simulation.world().size();
        simulation.agenda().inMillis(300, () -> {
            for (var from : simulation.nodes()) {
                for (var to : simulation.nodes()) {
                    if (isRight(from, size) != isRight(to, size)) {
                        simulation.network().link(from.number(), to.number()).cuts++;
                    }
                }
            }
        });
    }

    private static boolean isRight(SimulatedNode node, int size) {
        return node.number() >= size - 1;
    }
}
