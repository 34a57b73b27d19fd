// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.TreeMap;

final class Try {
    public static void main(String[] a) {
        Quiet.logs();
        var worlds = new Worlds();
        var all = new Faults();
        long from = Long.parseLong(a[1]), n = Long.parseLong(a[2]);
        int bad = 0;
        long t0 = System.nanoTime();
        for (long seed = from; seed < from + n; seed++) {
            var scenario = a[0].equals("ALL")
                    ? Scenario.values()[(int) (seed % Scenario.values().length)]
                    : Scenario.valueOf(a[0]);
            long t = System.nanoTime();
            var sim = scenario.prepare(
                    worlds, seed, w -> a.length > 3 ? PlantedBug.valueOf(a[3]).plant(w) : Plant.NONE);
            sim.run();
            all.add(sim.faults());
            if (n < 12 || !sim.violations().isEmpty())
                System.out.println(scenario + " " + seed + " " + (System.nanoTime() - t) / 1000000 + " ms, virtual "
                        + sim.agenda().nowMillis() + " trace " + sim.trace() + " heights "
                        + sim.chains().height(org.tributary.primitives.ChainName.MAIN) + " "
                        + sim.violations().all() + " " + sim.network().carried()
                        + (n < 12 ? sim.faults().counts() : ""));
            if (!sim.violations().isEmpty()) bad++;
            if (bad < 4) sim.firstCause().ifPresent(Throwable::printStackTrace);
        }
        System.out.println(bad + " bad of " + n + " in " + (System.nanoTime() - t0) / 1000000 + " ms "
                + new TreeMap<>(all.counts()));
    }
}
