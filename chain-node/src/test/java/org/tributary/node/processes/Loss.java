// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

/// Three packets in ten do not arrive, whoever sends them to whomever.
final class Loss implements Leg<Namespaces> {
    private static final int PERCENT = 30;

    @Override
    public void run(Validators validators, Namespaces network, Chance chance) throws Exception {
        network.lose(PERCENT);
        chance.last();
        network.heal();
    }
}
