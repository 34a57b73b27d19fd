// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Random;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.node.simulation.disk.Point;

/// Members and edges that die at each step of a receipt's way, batches and receipts that come twice, late or never, and
/// receipts that nobody signed.
final class ServiceFaults implements Receipts.Trouble {
    /// Of an edge's life.
    private static final Point[] EDGE = {
        Point.BEFORE_APPEND,
        Point.AFTER_APPEND,
        Point.BEFORE_SYNC,
        Point.AFTER_SYNC,
        Point.BEFORE_RENAME,
        Point.AFTER_RENAME,
        Point.BEFORE_SEND,
        Point.AFTER_SEND
    };

    private static final Point[] SHELF = {
        Point.BEFORE_BATCH_WRITE, Point.AFTER_BATCH_WRITE, Point.BEFORE_BATCH_SYNC, Point.AFTER_BATCH_SYNC
    };

    /// Of the member that is handed a batch.
    private static final Moment[] INTAKE = {Moment.RECEIVED, Moment.ACKNOWLEDGED, Moment.CERTIFIED, Moment.ANSWERED};

    /// Of whoever writes blocks.
    private static final Moment[] BLOCKS = {
        Moment.BEFORE_ORDERING,
        Moment.AFTER_ORDERING,
        Moment.BEFORE_CLOSE,
        Moment.AFTER_CLOSE,
        Moment.BEFORE_SETTLEMENT,
        Moment.AFTER_SETTLEMENT
    };

    private static final int LATEST_MILLIS = 4_000;

    private final Simulation simulation;
    private final Random random;
    private final Receipts receipts;
    private final boolean forges;

    private ServiceFaults(Simulation simulation, Receipts receipts) {
        this.simulation = simulation;
        this.random = simulation.random();
        this.receipts = receipts;
        this.forges = random.nextBoolean();
    }

    static void plan(Simulation simulation, Receipts receipts) {
        var faults = new ServiceFaults(simulation, receipts);
        if (faults.random.nextBoolean()) {
            receipts.strays().handInTwice();
        }
        receipts.suffer(faults);
        receipts.edges().forEach(faults::planEdge);
        faults.planBlocks();
    }

    /// One death after the other, of all kinds.
    private void planEdge(SimulatedEdge edge) {
        if (random.nextBoolean()) {
            // Its journal gets its name when it starts for the first time.
            edge.deaths()
                    .atNextStart(
                            random.nextBoolean() ? Point.BEFORE_RENAME : Point.AFTER_RENAME, 0, random.nextBoolean());
        }
        for (long at = 300; at < simulation.healsAtMillis(); at += 100 + random.nextInt(900)) {
            int pass = random.nextInt(3);
            boolean power = random.nextBoolean();
            switch (random.nextInt(4)) {
                case 0 -> simulation.agenda().inMillis(at, () -> strike(edge));
                case 1 -> {
                    var moment = random.nextBoolean() ? Moment.CERTIFIED : Moment.ANSWERED;
                    simulation.agenda().inMillis(at, () -> edge.deaths().at(moment, pass, power));
                }
                case 2 -> {
                    var point = EDGE[random.nextInt(EDGE.length)];
                    simulation.agenda().inMillis(at, () -> edge.deaths().at(point, pass, power));
                }
                default -> {
                    // While it starts after a death.
                    var point = EDGE[random.nextInt(4)];
                    simulation.agenda().inMillis(at, () -> {
                        edge.deaths().atNextStart(point, random.nextInt(2), power);
                        strike(edge);
                    });
                }
            }
        }
        simulation.agenda().inMillis(simulation.healsAtMillis(), edge.deaths()::cancel);
    }

    private void strike(SimulatedEdge edge) {
        if (!edge.isUp()) {
            return;
        }
        if (random.nextBoolean()) {
            simulation.faults().took(FaultKind.EDGE_KILLED);
            edge.kill();
        } else {
            simulation.faults().took(FaultKind.EDGE_POWER_LOSS);
            edge.losePower();
        }
    }

    private void planBlocks() {
        for (long at = 800; at < simulation.healsAtMillis(); at += 100 + random.nextInt(600)) {
            var moment = BLOCKS[random.nextInt(BLOCKS.length)];
            boolean power = random.nextBoolean();
            simulation.agenda().inMillis(at, () -> any().deaths().at(moment, 0, power));
        }
    }

    private SimulatedNode any() {
        return simulation.node(random.nextInt(simulation.nodes().size()));
    }

    @Override
    public void handedIn(SimulatedNode node) {
        if (simulation.isHealed()) {
            return;
        }
        switch (random.nextInt(7)) {
            case 0 -> simulation.agenda().inMicros(random.nextInt(8_000), () -> strike(node));
            case 1 -> at(node, SHELF[random.nextInt(SHELF.length)]);
            case 2 -> at(any(), SHELF[random.nextInt(SHELF.length)]);
            case 3, 4 ->
                node.deaths().at(INTAKE[random.nextInt(INTAKE.length)], random.nextInt(2), random.nextBoolean());
            case 5 -> {
                if (random.nextInt(3) == 0) {
                    simulation.agenda().inMicros(random.nextInt(20_000), this::blackOut);
                }
            }
            default -> {}
        }
    }

    private void at(SimulatedNode node, Point point) {
        node.deaths().at(point, random.nextInt(2), random.nextBoolean());
    }

    private void strike(SimulatedNode node) {
        if (!node.isUp()) {
            return;
        }
        simulation.faults().took(FaultKind.INTAKE_KILLED);
        if (random.nextBoolean()) {
            node.kill();
        } else {
            node.losePower();
        }
    }

    /// The power of all members fails.
    private void blackOut() {
        for (var node : simulation.nodes()) {
            if (node.isUp()) {
                simulation.faults().took(FaultKind.POWER_LOSS);
                node.losePower();
            }
        }
    }

    @Override
    public boolean keepsBack(Session session, SignedReceipt receipt) {
        if (simulation.isHealed()) {
            return false;
        }
        boolean closing = receipt.receipt().closing();
        switch (random.nextInt(12)) {
            case 0 -> {
                if (closing) {
                    simulation.faults().took(FaultKind.CLOSING_LOST);
                }
                return closing;
            }
            case 1 -> {
                if (closing) {
                    later(() -> receipts.strays().late(session, receipt));
                }
                return closing;
            }
            case 2 -> later(() -> receipts.strays().again(session, receipt));
            case 3 -> {
                if (forges) {
                    later(() -> receipts.strays().forged(session, receipt));
                }
            }
            default -> {}
        }
        return false;
    }

    private void later(Runnable task) {
        simulation.agenda().inMillis(random.nextInt(LATEST_MILLIS), task);
    }
}
