// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Random;
import org.tributary.node.simulation.disk.Point;

/// Processes that die: killed, with the power, at a persistence point, one or many at once; and processes that stand
/// still.
final class Crashes {
    private static final long MINUTE_MILLIS = 60_000;

    /// What a start passes.
    private static final Point[] STARTING = {
        Point.BEFORE_APPEND, Point.AFTER_APPEND, Point.BEFORE_SYNC, Point.AFTER_SYNC, Point.BEFORE_SEND
    };

    /// What comes with blocks; what comes seldom, twice.
    private static final Point[] WORKING = {
        Point.BEFORE_APPEND,
        Point.AFTER_APPEND,
        Point.BEFORE_SYNC,
        Point.AFTER_SYNC,
        Point.BEFORE_SEND,
        Point.AFTER_SEND,
        Point.BEFORE_BLOCK_WRITE,
        Point.BEFORE_BLOCK_WRITE,
        Point.AFTER_BLOCK_WRITE,
        Point.AFTER_BLOCK_WRITE,
        Point.BEFORE_INDEX_WRITE,
        Point.BEFORE_INDEX_WRITE,
        Point.AFTER_INDEX_WRITE,
        Point.AFTER_INDEX_WRITE,
        Point.BEFORE_BATCH_WRITE,
        Point.AFTER_BATCH_WRITE,
        Point.BEFORE_BATCH_SYNC,
        Point.AFTER_BATCH_SYNC
    };

    private final Simulation simulation;
    private final Random random;

    private Crashes(Simulation simulation) {
        this.simulation = simulation;
        this.random = simulation.random();
    }

    static void plan(Simulation simulation) {
        var crashes = new Crashes(simulation);
        if (crashes.random.nextBoolean()) {
            crashes.planMost();
        } else {
            crashes.planAtWork();
        }
        simulation.nodes().forEach(crashes::planFirstStart);
    }

    /// So many that little gets done.
    private void planMost() {
        int count = 15 + random.nextInt(25);
        for (int i = 0; i < count; i++) {
            planOne();
        }
        planMany();
        planInRecovery();
    }

    /// One after the other, while blocks are made.
    private void planAtWork() {
        for (long at = 200; at < simulation.healsAtMillis(); at += 50 + random.nextInt(60)) {
            var victim = simulation.node(random.nextInt(simulation.nodes().size()));
            if (random.nextInt(6) == 0) {
                simulation.agenda().inMillis(at, () -> pause(victim, 100 + random.nextInt(1_000)));
                continue;
            }
            var point = WORKING[random.nextInt(WORKING.length)];
            simulation.agenda().inMillis(at, () -> victim.deaths().at(point, 0, random.nextBoolean()));
        }
        planInRecovery();
    }

    /// While it starts after a death.
    private void planInRecovery() {
        var victim = simulation.node(random.nextInt(simulation.nodes().size()));
        var point = STARTING[random.nextInt(STARTING.length)];
        boolean powerFails = random.nextBoolean();
        simulation.agenda().inMillis(someTime(), () -> {
            victim.deaths().atNextStart(point, random.nextInt(2), powerFails);
            kill(victim);
        });
    }

    /// Files get their names when a node starts for the first time.
    private void planFirstStart(SimulatedNode victim) {
        if (random.nextInt(3) != 0) {
            var point = random.nextBoolean() ? Point.BEFORE_RENAME : Point.AFTER_RENAME;
            victim.deaths().atNextStart(point, random.nextInt(2), random.nextBoolean());
        }
    }

    private long someTime() {
        return 100L + random.nextInt((int) simulation.healsAtMillis() - 100);
    }

    private void planOne() {
        var victim = simulation.node(random.nextInt(simulation.nodes().size()));
        switch (random.nextInt(16)) {
            case 0 -> simulation.agenda().inMillis(someTime(), () -> kill(victim));
            case 1 -> simulation.agenda().inMillis(someTime(), () -> losePower(victim));
            case 2, 3 -> {
                // Seldom a minute: then the network has been healed for long, and goes on without it.
                long millis = random.nextInt(12) == 0 ? MINUTE_MILLIS : 100 + random.nextInt(3_000);
                simulation.agenda().inMillis(someTime(), () -> pause(victim, millis));
            }
            default -> {
                var points = Point.values();
                var point = points[random.nextInt(points.length)];
                int pass = random.nextInt(4);
                simulation.agenda().inMillis(someTime(), () -> victim.deaths().at(point, pass, random.nextBoolean()));
            }
        }
    }

    /// More than f, or all of them.
    private void planMany() {
        int luck = random.nextInt(3);
        boolean power = random.nextBoolean();
        int first = random.nextInt(simulation.nodes().size());
        int count = luck > 0
                ? simulation.nodes().size()
                : simulation.world().committee().faults() + 1;
        simulation.agenda().inMillis(someTime(), () -> {
            for (int i = 0; i < count; i++) {
                var victim = simulation.node((first + i) % simulation.nodes().size());
                victim.hold();
                if (power) {
                    losePower(victim);
                } else {
                    kill(victim);
                }
                simulation.agenda().inMillis(200 + random.nextInt(1_500), victim::release);
            }
        });
    }

    private void kill(SimulatedNode victim) {
        if (victim.isUp()) {
            simulation.faults().took(FaultKind.KILL);
            victim.kill();
        }
    }

    private void losePower(SimulatedNode victim) {
        if (victim.isUp()) {
            simulation.faults().took(FaultKind.POWER_LOSS);
            victim.losePower();
        }
    }

    private void pause(SimulatedNode victim, long millis) {
        victim.life().filter(life -> !life.isOver() && !life.isPaused()).ifPresent(life -> {
            simulation.faults().took(FaultKind.PAUSE);
            life.pause();
            simulation.agenda().inMillis(millis, life::resume);
        });
    }
}
