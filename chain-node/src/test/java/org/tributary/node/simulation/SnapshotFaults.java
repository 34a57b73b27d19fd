// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Random;
import org.tributary.node.simulation.disk.Point;
import org.tributary.node.sync.SnapshotPace;

/// A member whom no block reaches while the others go on: it fetches snapshots, from peers of which one lies and
/// one is slow, some forget what they had when they start again, and it dies while it fetches and while it puts in
/// what it has.
final class SnapshotFaults {
    private static final SnapshotPace PACE = new SnapshotPace(2, 6);
    private static final int TRANSFERS = 160;
    /// Statuses get through, blocks do not.
    private static final int LARGEST_BYTES = 500;

    private final Simulation simulation;
    private final Random random;
    private final SimulatedNode late;

    private SnapshotFaults(Simulation simulation, SimulatedNode late) {
        this.simulation = simulation;
        this.random = simulation.random();
        this.late = late;
    }

    static void plan(Simulation simulation, Payments payments) {
        simulation.hasten(PACE);
        int size = simulation.nodes().size();
        int number = simulation.random().nextInt(size);
        for (int i = 0; i < TRANSFERS; i++) {
            payments.transfer(
                    simulation.world().account(i % 4), i % 16, 200 + simulation.healsAtMillis() * i / TRANSFERS);
        }
        var faults = new SnapshotFaults(simulation, simulation.node(number));
        faults.cutOff();
        faults.strike(simulation.node((number + 1) % size), simulation.node((number + 2) % size));
    }

    private void cutOff() {
        late.hold();
        simulation.agenda().inMillis(600 + random.nextInt(1_000), () -> {
            simulation.faults().took(FaultKind.FULL_SYNC);
            late.release();
        });
        for (var other : simulation.nodes()) {
            simulation.network().link(other.number(), late.number()).largestBytes = LARGEST_BYTES;
        }
    }

    private void strike(SimulatedNode liar, SimulatedNode other) {
        liar.corrupt(new SnapshotLiar(random, simulation.faults()));
        if (random.nextBoolean()) {
            var link = simulation.network().link(other.number(), late.number());
            link.minDelayMicros = 50_000 + random.nextInt(500_000);
            link.slowKind = FaultKind.SLOW_PEER;
            link.isSlow = true;
        }
        for (long at = 500; at < simulation.healsAtMillis(); at += 250 + random.nextInt(400)) {
            simulation.agenda().inMillis(at, () -> strikeOnce(other));
        }
    }

    private void strikeOnce(SimulatedNode other) {
        switch (random.nextInt(6)) {
            case 0 -> late.deaths().afterQuestions(random.nextInt(6));
            case 1, 4 -> late.deaths().at(Point.BEFORE_RENAME, random.nextInt(7), random.nextBoolean());
            case 2, 3 -> late.deaths().at(Point.AFTER_RENAME, random.nextInt(7), random.nextBoolean());
            default -> {
                // Its snapshots are gone with it.
                simulation.faults().took(FaultKind.KILL);
                other.kill();
            }
        }
    }
}
