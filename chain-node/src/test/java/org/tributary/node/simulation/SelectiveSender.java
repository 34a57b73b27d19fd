// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import org.tributary.pbft.PbftMessage;
import org.tributary.primitives.ChainName;

/// Talks to some members only, to others from time to time.
final class SelectiveSender implements Adversary {
    private final int favourite;
    private final Faults faults;
    private int said;

    SelectiveSender(int favourite, Faults faults) {
        this.favourite = favourite;
        this.faults = faults;
    }

    @Override
    public List<PbftMessage> instead(ChainName chain, int receiver, PbftMessage message) {
        if (receiver == favourite || said++ % 5 == 0) {
            return List.of(message);
        }
        faults.took(FaultKind.SELECTIVE_SEND);
        return List.of();
    }
}
