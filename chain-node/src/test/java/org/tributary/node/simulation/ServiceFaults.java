// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

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
            if (!simulation.isHealed() && random.nextInt(4) == 0) {
                simulation.agenda().inMicros(random.nextInt(8_000), () -> strike(simulation, node));
            }
        });
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
