// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

/// What makes locks matter: one half hears that a block is final, the other does not, and then the first falls silent.
final class Locked {
    private Locked() {}

    /// Cuts the COMMITs' way to most members when they are under way, and isolates who has a certificate.
    static void plan(Simulation simulation) {
        var random = simulation.random();
        for (int i = 0; i < 6; i++) {
            long at = 150 + random.nextInt((int) simulation.healsAtMillis() - 800);
            int lucky = random.nextInt(simulation.nodes().size());
            long leadMicros = random.nextInt(12_000);
            simulation
                    .agenda()
                    .inMillis(at, () -> simulation.agenda().inMicros(leadMicros, () -> alone(simulation, lucky)));
        }
    }

    /// It hears everybody, and nobody hears it.
    private static void alone(Simulation simulation, int lucky) {
        if (simulation.isHealed()) {
            return;
        }
        int size = simulation.nodes().size();
        for (int from = 0; from < size; from++) {
            for (int to = 0; to < size; to++) {
                if (from != to && to != lucky) {
                    cut(simulation, from, to);
                }
            }
        }
        simulation.agenda().inMillis(20, () -> mendAllBut(simulation, lucky));
        simulation.agenda().inMillis(700, () -> mend(simulation));
    }

    private static void cut(Simulation simulation, int from, int to) {
        var link = simulation.network().link(from, to);
        link.cuts = 1;
        link.cutKind = FaultKind.CUT_ONE_WAY;
    }

    /// The others go on among themselves.
    private static void mendAllBut(Simulation simulation, int lucky) {
        mend(simulation);
        for (var other : simulation.nodes()) {
            cut(simulation, lucky, other.number());
            cut(simulation, other.number(), lucky);
        }
    }

    private static void mend(Simulation simulation) {
        for (var from : simulation.nodes()) {
            for (var to : simulation.nodes()) {
                simulation.network().link(from.number(), to.number()).cuts = 0;
            }
        }
    }
}
