// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Random;
import org.tributary.node.simulation.disk.Point;

/// Disks that fill up, fail, tear what was being written, and lose what was not synced.
final class DiskFaults {
    private final Simulation simulation;
    private final Random random;

    private DiskFaults(Simulation simulation) {
        this.simulation = simulation;
        this.random = simulation.random();
    }

    static void plan(Simulation simulation) {
        var faults = new DiskFaults(simulation);
        int count = 8 + simulation.random().nextInt(9);
        for (int i = 0; i < count; i++) {
            var victim = simulation.node(
                    simulation.random().nextInt(simulation.nodes().size()));
            long at = 100L + simulation.random().nextInt((int) simulation.healsAtMillis() - 100);
            simulation.agenda().inMillis(at, () -> faults.strike(victim));
        }
        Amnesia.plan(simulation);
    }

    private void strike(SimulatedNode victim) {
        switch (random.nextInt(10)) {
            case 6, 7, 8, 9 -> {
                // In the middle of what a replica writes down.
                var point = random.nextBoolean() ? Point.AFTER_APPEND : Point.BEFORE_SYNC;
                victim.deaths().at(point, random.nextInt(2), true);
            }
            case 0 -> trouble(victim, () -> victim.troubles().fill());
            case 1 -> trouble(victim, () -> victim.troubles().failWrites(200 + random.nextInt(400)));
            case 2 -> trouble(victim, () -> victim.troubles().failSyncs(50 + random.nextInt(450)));
            case 3 -> trouble(victim, () -> victim.troubles().failReads(100 + random.nextInt(300)));
            default -> {
                if (victim.isUp()) {
                    simulation.faults().took(FaultKind.POWER_LOSS);
                    victim.losePower();
                }
            }
        }
    }

    private void trouble(SimulatedNode victim, Runnable begin) {
        begin.run();
        simulation
                .agenda()
                .inMillis(200 + random.nextInt(1_500), () -> victim.troubles().repair());
    }
}
