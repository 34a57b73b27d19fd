// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.HashSet;
import java.util.Set;
import org.tributary.pbft.PbftMessage;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Height;

/// What makes locks matter: when a block is prepared everywhere, its COMMITs reach one member only, and
/// then nobody hears that one for a while. The others must come to the same block.
final class Locked {
    private static final int ONE_IN = 4;
    private static final long ALONE_MILLIS = 900;

    private final Simulation simulation;
    private final Set<Place> seen = new HashSet<>();
    private boolean cut;

    private record Place(ChainName chain, Height height) {}

    private Locked(Simulation simulation) {
        this.simulation = simulation;
    }

    static void plan(Simulation simulation) {
        simulation.onSaid(new Locked(simulation)::said);
    }

    private void said(PbftMessage message) {
        if (message instanceof PbftMessage.Commit(var vote)
                && seen.add(new Place(vote.vote().chain(), vote.height()))
                && !cut
                && !simulation.isHealed()
                && simulation.random().nextInt(ONE_IN) == 0) {
            cut = true;
            int lucky = simulation.random().nextInt(simulation.nodes().size());
            onlyTo(lucky);
            simulation.agenda().inMillis(10, () -> alone(lucky));
            simulation.agenda().inMillis(ALONE_MILLIS, this::mend);
        }
    }

    /// It hears everybody; nobody else hears anything.
    private void onlyTo(int lucky) {
        for (var from : simulation.nodes()) {
            for (var to : simulation.nodes()) {
                if (to.number() != lucky) {
                    cut(from.number(), to.number());
                }
            }
        }
    }

    /// The others go on among themselves.
    private void alone(int lucky) {
        join();
        for (var other : simulation.nodes()) {
            cut(lucky, other.number());
            cut(other.number(), lucky);
        }
    }

    private void cut(int from, int to) {
        var link = simulation.network().link(from, to);
        link.cuts = 1;
        link.cutKind = FaultKind.CUT_ONE_WAY;
    }

    private void mend() {
        cut = false;
        join();
    }

    private void join() {
        for (var from : simulation.nodes()) {
            for (var to : simulation.nodes()) {
                simulation.network().link(from.number(), to.number()).cuts = 0;
            }
        }
    }
}
