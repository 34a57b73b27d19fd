// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

/// A network that is slow for good: every message takes longer than clocks may differ. Views have to be patient, and
/// a proposal that was long on its way must not pass for one of another clock.
final class Distant {
    private static final int LEAST_MICROS = 550_000;
    private static final int SPREAD_MICROS = 150_000;

    private Distant() {}

    static void plan(Simulation simulation) {
        // From when everything else is well again, and until the end.
        simulation.agenda().inMillis(simulation.healsAtMillis() + 1, () -> {
            for (var from : simulation.nodes()) {
                for (var to : simulation.nodes()) {
                    var link = simulation.network().link(from.number(), to.number());
                    link.minDelayMicros = LEAST_MICROS;
                    link.spreadMicros = SPREAD_MICROS;
                    link.isSlow = true;
                    link.slowKind = FaultKind.DISTANCE;
                }
            }
        });
    }
}
