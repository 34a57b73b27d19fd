// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import org.tributary.pbft.Instance;
import org.tributary.pbft.Timeouts;

/// Time-outs that grow without a cap, as in Besu's QBFT.
record PatienceWithoutEnd() implements Plant {
    @Override
    public Instance instance(SimulatedNode node, Instance honest) {
        var timeouts = honest.rules().timeouts();
        return new Instance(
                honest.network(),
                honest.chain(),
                honest.committee(),
                honest.voter(),
                new Instance.Rules(
                        honest.rules().rotation(),
                        new Timeouts(timeouts.firstMillis(), Long.MAX_VALUE / 4, timeouts.catchUpMillis())));
    }
}
