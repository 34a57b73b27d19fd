// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Cuts between nodes: one way, in halves with or without a bridge, around one node, once or again and again.
final class Partitions {
    private final Simulation simulation;
    private final Random random;

    private Partitions(Simulation simulation) {
        this.simulation = simulation;
        this.random = simulation.random();
    }

    /// One direction between two nodes.
    private record Way(int from, int to) {}

    static void plan(Simulation simulation) {
        var partitions = new Partitions(simulation);
        int cuts = 1 + simulation.random().nextInt(3);
        for (int i = 0; i < cuts; i++) {
            partitions.planCut();
        }
    }

    private void planCut() {
        long from = 150L + random.nextInt((int) simulation.healsAtMillis() / 2);
        long millis = 300L + random.nextInt((int) simulation.healsAtMillis());
        boolean flapping = random.nextInt(4) == 0;
        boolean oneWay = random.nextInt(3) == 0;
        var ways = oneWay ? oneWay() : random.nextBoolean() ? bridge() : around();
        var kind = flapping ? FaultKind.FLAP : oneWay ? FaultKind.CUT_ONE_WAY : FaultKind.CUT_BRIDGE;
        simulation.agenda().inMillis(from, () -> cut(ways, kind, flapping ? Math.min(millis, 250) : millis, flapping));
    }

    private void cut(List<Way> ways, FaultKind kind, long millis, boolean again) {
        if (simulation.isHealed()) {
            return;
        }
        for (var way : ways) {
            var link = simulation.network().link(way.from(), way.to());
            link.cuts++;
            link.cutKind = kind;
        }
        simulation.agenda().inMillis(millis, () -> {
            mend(ways);
            if (again) {
                simulation.agenda().inMillis(50 + random.nextInt(250), () -> cut(ways, kind, millis, true));
            }
        });
    }

    private void mend(List<Way> ways) {
        for (var way : ways) {
            var link = simulation.network().link(way.from(), way.to());
            link.cuts = Math.max(0, link.cuts - 1);
        }
    }

    /// Nothing gets from some to one, or from one to some; everything the other way.
    private List<Way> oneWay() {
        int victim = random.nextInt(simulation.nodes().size());
        boolean deaf = random.nextBoolean();
        var ways = new ArrayList<Way>();
        for (var other : simulation.nodes()) {
            if (other.number() != victim && random.nextInt(3) != 0) {
                ways.add(deaf ? new Way(other.number(), victim) : new Way(victim, other.number()));
            }
        }
        return ways;
    }

    /// Two halves, and perhaps one node between them that talks to both.
    private List<Way> bridge() {
        int size = simulation.nodes().size();
        int between = random.nextBoolean() ? random.nextInt(size) : -1;
        int split = 1 + random.nextInt(size - 1);
        var ways = new ArrayList<Way>();
        for (int from = 0; from < size; from++) {
            for (int to = 0; to < size; to++) {
                if (from < split != to < split && from != between && to != between) {
                    ways.add(new Way(from, to));
                }
            }
        }
        return ways;
    }

    /// One node alone.
    private List<Way> around() {
        int alone = random.nextInt(simulation.nodes().size());
        var ways = new ArrayList<Way>();
        for (var other : simulation.nodes()) {
            if (other.number() != alone) {
                ways.add(new Way(alone, other.number()));
                ways.add(new Way(other.number(), alone));
            }
        }
        return ways;
    }
}
