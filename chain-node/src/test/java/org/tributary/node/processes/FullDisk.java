// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/// A validator's disk runs full: it halts and says why, and takes part again once it is started with space.
final class FullDisk implements Leg<Site> {
    private static final int MEGABYTES = 256;
    /// The heartbeat writes a block every ten seconds even if the clients' payments did not.
    private static final Duration HALT = Duration.ofSeconds(60);

    @Override
    public void run(Validators validators, Site site, Chance chance) throws Exception {
        var victim = validators.member(chance.victim(validators));
        victim.kill();
        try {
            var disk = victim.moveToSmallDisk(MEGABYTES);
            victim.restart();
            disk.fill();
            assertThat(victim.awaitExit(HALT)).isEqualTo(1);
            assertThat(victim.log()).contains("event=halted").containsPattern("free (some )?space");
            disk.free();
        } finally {
            if (!victim.alive()) {
                victim.restart();
            }
        }
    }
}
