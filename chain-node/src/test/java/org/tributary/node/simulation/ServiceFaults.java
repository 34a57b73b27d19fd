// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import org.tributary.node.simulation.disk.Point;

/// Members that die with a provider's batch in their hands, batches that come twice, and receipts that nobody signed.
final class ServiceFaults {
    private ServiceFaults() {}

    static void plan(Simulation simulation, Receipts receipts) {
        var random = simulation.random();
        if (random.nextBoolean()) {
            receipts.handInTwice();
        }
        if (random.nextBoolean()) {
            receipts.forgeSome();
        }
        receipts.onHandIn(node -> {
            if (simulation.isHealed()) {
                return;
            }
            switch (random.nextInt(4)) {
                case 0 -> simulation.agenda().inMicros(random.nextInt(8_000), () -> strike(simulation, node));
                case 1 ->
                    keeping(simulation)
                            .deaths()
                            .at(
                                    random.nextBoolean() ? Point.BEFORE_BATCH_WRITE : Point.BEFORE_BATCH_SYNC,
                                    random.nextInt(2),
                                    random.nextBoolean());
                case 2 ->
                    keeping(simulation)
                            .deaths()
                            .at(
                                    random.nextBoolean() ? Point.AFTER_BATCH_WRITE : Point.AFTER_BATCH_SYNC,
                                    random.nextInt(2),
                                    random.nextBoolean());
                default -> {}
            }
        });
    }

    /// One of those who are to keep the batch.
    private static SimulatedNode keeping(Simulation simulation) {
        return simulation.node(simulation.random().nextInt(simulation.nodes().size()));
    }

    private static void strike(Simulation simulation, SimulatedNode node) {
        if (!node.isUp()) {
            return;
        }
        simulation.faults().took(FaultKind.INTAKE_KILLED);
        if (simulation.random().nextBoolean()) {
            node.kill();
        } else {
            node.losePower();
        }
    }
}
