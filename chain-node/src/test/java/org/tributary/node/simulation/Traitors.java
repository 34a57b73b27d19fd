// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.HashMap;
import org.tributary.primitives.Hash;

/// Up to f members that lie, each in a way of its own.
final class Traitors {
    private static final int KINDS = 16;

    private Traitors() {}

    static void plan(Simulation simulation) {
        var random = simulation.random();
        int count = simulation.world().committee().faults();
        int first = random.nextInt(simulation.world().size());
        for (int i = 0; i < count; i++) {
            corrupt(simulation, simulation.node((first + i) % simulation.world().size()), random.nextInt(KINDS));
        }
    }

    private static void corrupt(Simulation simulation, SimulatedNode node, int kind) {
        var forger = new Forger(simulation.world());
        var faults = simulation.faults();
        var random = simulation.random();
        int seat = node.seat();
        int size = simulation.world().size();
        node.corrupt(
                switch (kind) {
                    case 0 -> new Silent(faults);
                    case 1, 15 -> new Equivocator(forger, seat, faults);
                    case 2 -> new DoubleVoter(forger, seat, faults);
                    case 3 -> new Withholder(seat, faults);
                    case 4 -> new Liar(forger, seat, faults);
                    case 5 -> new Replayer(random, faults);
                    case 6 -> new StaleViewChanger(forger, seat, faults);
                    case 7 -> new ForgedNewView(forger, seat, faults);
                    case 8 -> new SelectiveSender((seat + 1 + random.nextInt(size - 1)) % size, faults);
                    case 9 -> new WrongStateRoot(forger, seat, faults);
                    case 10 -> new Censor(faults);
                    case 11 -> new Mutator(forger, seat, random, faults);
                    case 12 -> new LyingSyncPeer(forger, seat, random, faults);
                    case 13 -> new CertificateForger(forger, seat, faults);
                    default -> new AckForger(forger, seat, random, faults);
                });
    }

    /// One more than a committee bears, who tell two sides different blocks.
    static void tooMany(Simulation simulation) {
        var forger = new Forger(simulation.world());
        var twins = new HashMap<Hash, Hash>();
        for (int i = 0; i <= simulation.world().committee().faults(); i++) {
            var node = simulation.node(2 * i % simulation.world().size());
            node.corrupt(new Equivocator(forger, node.seat(), simulation.faults(), twins));
        }
    }
}
