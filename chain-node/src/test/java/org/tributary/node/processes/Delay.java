// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import java.time.Duration;

/// Every message takes as long as around half of the world.
final class Delay implements Leg<Loopback> {
    private static final Duration ONE_WAY = Duration.ofMillis(100);

    @Override
    public void run(Validators validators, Loopback network, Chance chance) throws Exception {
        network.relays().forEach(relay -> relay.delayBy(ONE_WAY));
        chance.last();
        network.relays().forEach(relay -> relay.delayBy(Duration.ZERO));
    }
}
