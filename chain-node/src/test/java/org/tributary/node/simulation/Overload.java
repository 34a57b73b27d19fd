// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

/// Ten times what a run usually gets: many senders, one hot account, and transactions that can never run.
final class Overload {
    private static final int TRANSFERS = 100;

    private Overload() {}

    static void plan(Simulation simulation, Payments payments) {
        boolean hot = simulation.random().nextBoolean();
        long span = simulation.healsAtMillis() / 2;
        for (int i = 0; i < TRANSFERS; i++) {
            var sender = simulation.world().account(hot ? 0 : i % 4);
            payments.transfer(sender, i % 16, 200 + span * i / TRANSFERS);
            simulation.faults().took(hot ? FaultKind.HOT_ACCOUNT : FaultKind.OVERLOAD);
        }
        var flood = new Flood(simulation);
        simulation.agenda().inMillis(300, flood::pour);
    }
}
