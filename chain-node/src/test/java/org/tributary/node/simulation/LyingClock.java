// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import org.tributary.pbft.PbftMessage;
import org.tributary.primitives.ChainName;

/// Says what its node says; the lie is in its clock.
record LyingClock(Faults faults) implements Adversary {
    @Override
    public List<PbftMessage> instead(ChainName chain, int receiver, PbftMessage message) {
        if (message instanceof PbftMessage.PrePrepare) {
            faults.took(FaultKind.LYING_PRIMARY_CLOCK);
        }
        return List.of(message);
    }
}
