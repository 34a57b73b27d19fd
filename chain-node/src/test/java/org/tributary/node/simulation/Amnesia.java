// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.tributary.node.simulation.disk.DiskFile;

/// Disks that forget what was synced: a flipped bit, a write that lands elsewhere, an old backup, a deleted
/// directory, and a journal and a store that are not of the same moment. A replica must notice that it may
/// have said more than it remembers, and follow without voting until that is over. At most f of a committee
/// may suffer this: to the others they are traitors.
final class Amnesia {
    private static final int STRIKES = 10;

    private final Simulation simulation;
    private final Random random;

    private Amnesia(Simulation simulation) {
        this.simulation = simulation;
        this.random = simulation.random();
    }

    static void plan(Simulation simulation) {
        var amnesia = new Amnesia(simulation);
        int count = simulation.world().committee().faults();
        int first = simulation.random().nextInt(simulation.nodes().size());
        for (int i = 0; i < count; i++) {
            amnesia.plan(simulation.node((first + i) % simulation.nodes().size()));
        }
    }

    /// f + 1 of them: those who remember are no quorum any more, and those who do not rightly stay silent.
    static void tooMany(Simulation simulation) {
        simulation.agenda().inMillis(1_500, () -> {
            for (int i = 0; i <= simulation.world().committee().faults(); i++) {
                simulation.node(i).kill();
                simulation.node(i).deleteAll();
                simulation.faults().took(FaultKind.DELETED_DIRECTORY);
            }
        });
    }

    private void plan(SimulatedNode victim) {
        var backup = new TreeMap<String, DiskFile>();
        long from = random.nextInt(300);
        long step = (simulation.healsAtMillis() - from - 100) / STRIKES;
        for (int i = 0; i < STRIKES; i++) {
            long start = from + i * step;
            simulation
                    .agenda()
                    .inMillis(start, () -> backup.putAll(victim.files().backup()));
            simulation.agenda().inMillis(start + 50 + random.nextInt((int) step - 50), () -> {
                victim.kill();
                forget(victim, backup);
            });
        }
    }

    private void forget(SimulatedNode victim, Map<String, DiskFile> backup) {
        switch (random.nextInt(6)) {
            case 0 -> took(FaultKind.BIT_FLIP, victim.damage(true));
            case 1 -> took(FaultKind.MISDIRECTED_WRITE, victim.damage(false));
            case 2 -> {
                victim.files().restore(backup);
                took(FaultKind.JOURNAL_BEHIND_STORE, true);
            }
            case 3 -> took(FaultKind.STORE_BEHIND_JOURNAL, victim.storesGoBack(1 + random.nextInt(8)));
            case 4 -> {
                victim.deleteAll();
                took(FaultKind.DELETED_DIRECTORY, true);
            }
            default -> {
                victim.files().restore(backup);
                victim.storesGoBack(1 + random.nextInt(12));
                took(FaultKind.OLD_BACKUP, true);
            }
        }
    }

    private void took(FaultKind kind, boolean really) {
        if (really) {
            simulation.faults().took(kind);
        }
    }
}
