// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import org.tributary.pbft.PbftMessage;
import org.tributary.primitives.ChainName;

/// Proposes blocks that claim another state than they lead to.
record WrongStateRoot(Forger forger, int seat, Faults faults) implements Adversary {
    @Override
    public List<PbftMessage> instead(ChainName chain, int receiver, PbftMessage message) {
        if (message instanceof PbftMessage.PrePrepare proposed && proposed.seat() == seat) {
            faults.took(FaultKind.WRONG_STATE_ROOT);
            return List.of(forger.propose(seat, proposed.vote().vote(), forger.wrongState(proposed.proposal())));
        }
        return List.of(message);
    }
}
