// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Map;
import java.util.TreeMap;
import org.tributary.node.simulation.disk.DiskFile;
import org.tributary.pbft.PbftMessage;

/// The last that one member says is heard by nobody: all processes die before it arrives, and then that
/// member's disk is as it was before. It must not say anything else in its place.
final class Unheard {
    private static final int ONE_IN = 3;
    private static final int DARK_MILLIS = 300;

    private final Simulation simulation;
    private final SimulatedNode forgetful;
    private Map<String, DiskFile> backup = new TreeMap<>();
    private boolean dark;

    private Unheard(Simulation simulation) {
        this.simulation = simulation;
        this.forgetful =
                simulation.node(simulation.random().nextInt(simulation.nodes().size()));
    }

    static void plan(Simulation simulation) {
        simulation.onSaid(new Unheard(simulation)::said);
    }

    private void said(PbftMessage message) {
        if (dark
                || simulation.isHealed()
                || !(message instanceof PbftMessage.Signed signed)
                || signed.seat() != forgetful.number()) {
            return;
        }
        boolean strikes = !backup.isEmpty() && simulation.random().nextInt(ONE_IN) == 0;
        if (strikes) {
            dark = true;
            simulation.agenda().inMicros(0, this::strike);
        } else {
            backup = forgetful.files().backup();
        }
    }

    private void strike() {
        for (var node : simulation.nodes()) {
            node.hold();
            node.kill();
        }
        simulation.faults().took(FaultKind.ALL_DOWN);
        forgetful.files().restore(backup);
        simulation.faults().took(FaultKind.OLD_BACKUP);
        for (var node : simulation.nodes()) {
            simulation.agenda().inMillis(1 + simulation.random().nextInt(DARK_MILLIS), node::release);
        }
        simulation.agenda().inMillis(2 * DARK_MILLIS, () -> dark = false);
    }
}
