// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

/// Members that are away while the others work, one from the start and two later, and come back to peers of which one
/// lies or is slow.
final class SyncFaults {
    private static final int SLOW_MICROS = 500_000;

    private SyncFaults() {}

    static void plan(Simulation simulation) {
        var random = simulation.random();
        int size = simulation.nodes().size();
        int first = random.nextInt(size);
        var liar = simulation.node((first + 1) % size);
        long third = simulation.healsAtMillis() / 3;
        away(simulation, first, 0, third - 100 - random.nextInt(300), FaultKind.FULL_SYNC);
        away(simulation, (first + 2) % size, third, 2 * third - 100 - random.nextInt(500), FaultKind.CATCH_UP);
        away(simulation, first, 2 * third, 3 * third - 100 - random.nextInt(500), FaultKind.CATCH_UP);
        if (random.nextInt(3) > 0) {
            liar.corrupt(new LyingSyncPeer(new Forger(simulation.world()), liar.seat(), random, simulation.faults()));
        } else {
            for (var other : simulation.nodes()) {
                var link = simulation.network().link(liar.number(), other.number());
                link.minDelayMicros = SLOW_MICROS;
                link.slowKind = FaultKind.SLOW_SYNC;
                link.isSlow = true;
            }
        }
    }

    private static void away(Simulation simulation, int number, long from, long until, FaultKind kind) {
        var late = simulation.node(number);
        simulation.agenda().inMillis(from, () -> {
            late.hold();
            late.kill();
        });
        simulation.agenda().inMillis(until, () -> {
            simulation.faults().took(kind);
            late.release();
        });
    }
}
