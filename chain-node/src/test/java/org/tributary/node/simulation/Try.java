// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;
import java.util.List;
final class Try {
    public static void main(String[] a) {
        Quiet.logs();
        var world = new World(4);
        for (int r = 0; r < Integer.parseInt(a[1]); r++) {
            long t = System.nanoTime();
            var sim = new Simulation(world, Long.parseLong(a[0]) + r, 3000, List.of(), Plant.NONE);
            var pay = new Payments(sim);
            for (int i = 0; i < 12; i++) pay.transfer(world.account(i % 4), i, 200 + 200 * i);
            sim.add(pay); if (a.length > 2) sim.add(new Receipts(sim, pay));
            sim.run();
            System.out.println((System.nanoTime() - t) / 1000000 + " ms, virtual " + sim.agenda().nowMillis() + " trace " + sim.trace() + " heights " + sim.chains().height(org.tributary.primitives.ChainName.MAIN) + " " + sim.violations().all() + " " + sim.network().carried() + sim.faults().counts());
            sim.firstCause().ifPresent(Throwable::printStackTrace);
        }
    }
}
