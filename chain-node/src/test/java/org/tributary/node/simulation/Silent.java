// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import org.tributary.pbft.PbftMessage;
import org.tributary.primitives.ChainName;

/// Follows the protocol, and says nothing.
record Silent(Faults faults) implements Adversary {
    @Override
    public List<PbftMessage> instead(ChainName chain, int receiver, PbftMessage message) {
        faults.took(FaultKind.SILENCE);
        return List.of();
    }

    @Override
    public List<Frame> instead(Frame frame) {
        return List.of();
    }
}
