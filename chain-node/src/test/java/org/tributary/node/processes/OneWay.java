// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

/// A validator hears all others and reaches none of them.
final class OneWay implements Leg<Namespaces> {
    @Override
    public void run(Validators validators, Namespaces network, Chance chance) throws Exception {
        int mute = chance.victim(validators);
        for (int other = 0; other < validators.count(); other++) {
            if (other != mute) {
                network.cut(mute, other);
            }
        }
        chance.last();
        network.heal();
    }
}
