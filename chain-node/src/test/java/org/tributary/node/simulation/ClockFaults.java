// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Random;

/// Clocks that are wrong, jump, drift and stand still.
final class ClockFaults {
    private ClockFaults() {}

    static void plan(Simulation simulation) {
        var random = simulation.random();
        int count = 8 + random.nextInt(7);
        for (int i = 0; i < count; i++) {
            var victim = simulation.node(random.nextInt(simulation.nodes().size()));
            long at = 100L + random.nextInt((int) simulation.healsAtMillis() - 100);
            simulation.agenda().inMillis(at, () -> strike(simulation, victim, random));
        }
    }

    private static void strike(Simulation simulation, SimulatedNode victim, Random random) {
        if (!victim.isUp()) {
            return;
        }
        var faults = simulation.faults();
        switch (random.nextInt(5)) {
            case 0 -> {
                victim.clock().jump(random.nextInt(800) - 400);
                faults.took(FaultKind.CLOCK_SKEW);
            }
            case 1 -> {
                victim.clock().jump(200 + random.nextInt(5_000));
                faults.took(FaultKind.CLOCK_JUMP_AHEAD);
            }
            case 2 -> {
                victim.clock().jump(-200 - random.nextInt(5_000));
                faults.took(FaultKind.CLOCK_JUMP_BACK);
            }
            case 3 -> {
                victim.clock().drift(random.nextInt(400) - 200);
                faults.took(FaultKind.CLOCK_DRIFT);
            }
            default -> {
                victim.clock().freeze();
                faults.took(FaultKind.CLOCK_FROZEN);
            }
        }
    }

    /// A member whose clock is wrong for good: the others refuse its blocks, and go on.
    static void lyingPrimary(Simulation simulation, SimulatedNode victim) {
        var random = simulation.random();
        long offset = (random.nextBoolean() ? 1 : -1) * (600L + random.nextInt(60_000));
        victim.clock().jump(offset);
        victim.corrupt(new LyingClock(simulation.faults()));
    }
}
