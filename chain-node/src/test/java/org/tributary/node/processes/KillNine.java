// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import java.time.Duration;

/// A random validator is killed and started again, over and over; every other time it is killed once more while it
/// recovers.
final class KillNine implements Leg<Site> {
    private static final int LEAST_KILLS = 2;
    /// A node is ready after about two seconds of a quiet machine.
    private static final Duration RECOVERY = Duration.ofSeconds(3);

    @Override
    public void run(Validators validators, Site site, Chance chance) throws Exception {
        long end = System.nanoTime() + chance.lasting().toNanos();
        for (int kills = 0; kills < LEAST_KILLS || System.nanoTime() < end; kills++) {
            var victim = validators.member(chance.victim(validators));
            victim.kill();
            if (kills % 2 == 1) {
                victim.relaunch();
                chance.moment(RECOVERY);
                victim.kill();
            }
            victim.restart();
        }
    }
}
