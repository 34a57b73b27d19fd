// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

/// More validators than may fail are cut off from everybody, so the network stands still until they are back.
final class Isolation implements Leg<Namespaces> {
    @Override
    public void run(Validators validators, Namespaces network, Chance chance) throws Exception {
        for (int alone : chance.victims(validators, validators.tolerated() + 1)) {
            for (int other = 0; other < validators.count(); other++) {
                if (other != alone) {
                    network.cutBothWays(alone, other);
                }
            }
        }
        chance.last();
        network.heal();
    }
}
