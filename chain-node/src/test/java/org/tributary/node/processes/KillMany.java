// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import java.util.function.ToIntFunction;

/// More validators than may fail are killed at the same moment, or all of them; the network stands still, and goes on when
/// they are started again.
final class KillMany implements Leg<Site> {
    private final ToIntFunction<Validators> victims;

    private KillMany(ToIntFunction<Validators> victims) {
        this.victims = victims;
    }

    static KillMany oneTooMany() {
        return new KillMany(validators -> validators.tolerated() + 1);
    }

    static KillMany all() {
        return new KillMany(Validators::count);
    }

    @Override
    public void run(Validators validators, Site site, Chance chance) throws Exception {
        var killed = chance.victims(validators, victims.applyAsInt(validators)).stream()
                .map(validators::member)
                .toList();
        for (var member : killed) {
            member.kill();
        }
        chance.last();
        for (var member : killed) {
            member.relaunch();
        }
        for (var member : killed) {
            member.awaitReady();
        }
    }
}
