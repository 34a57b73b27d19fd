// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

/// More validators than may fail can be connected to as ever, and neither say nor hear anything: a firewall that forgot
/// its connections, a switch that lost its table.
final class Silence implements Leg<Loopback> {
    @Override
    public void run(Validators validators, Loopback network, Chance chance) throws Exception {
        for (int alone : chance.victims(validators, validators.tolerated() + 1)) {
            silence(validators, network, alone);
        }
        chance.last();
        network.relays().forEach(relay -> relay.silence(false));
    }

    private static void silence(Validators validators, Loopback network, int alone) {
        for (int other = 0; other < validators.count(); other++) {
            if (other != alone) {
                network.relay(alone, other).silence(true);
                network.relay(other, alone).silence(true);
            }
        }
    }
}
