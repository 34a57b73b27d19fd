// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

/// A member that is away while the others work, and comes back to peers of which one may lie.
final class SyncFaults {
    private SyncFaults() {}

    static void plan(Simulation simulation) {
        var random = simulation.random();
        var late = simulation.node(random.nextInt(simulation.nodes().size()));
        long from = random.nextBoolean() ? 0 : 300 + random.nextInt(1_000);
        long until = simulation.healsAtMillis() - 200 - random.nextInt(1_000);
        simulation.agenda().inMillis(from, () -> {
            late.hold();
            late.kill();
        });
        simulation.agenda().inMillis(until, () -> {
            simulation.faults().took(from == 0 ? FaultKind.FULL_SYNC : FaultKind.CATCH_UP);
            late.release();
        });
        var liar = simulation.node((late.number() + 1) % simulation.nodes().size());
        switch (random.nextInt(3)) {
            case 0 ->
                liar.corrupt(
                        new LyingSyncPeer(new Forger(simulation.world()), liar.seat(), random, simulation.faults()));
            case 1 -> {
                simulation.faults().took(FaultKind.SLOW_SYNC);
                simulation.network().link(liar.number(), late.number()).minDelayMicros = 700_000;
            }
            default -> {}
        }
    }
}
