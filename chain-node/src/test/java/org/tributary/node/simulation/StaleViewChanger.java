// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import java.util.Optional;
import org.tributary.pbft.PbftMessage;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.View;

/// Asks to leave views that are over, and views that work.
record StaleViewChanger(Forger forger, int seat, Faults faults) implements Adversary {
    @Override
    public List<PbftMessage> instead(ChainName chain, int receiver, PbftMessage message) {
        return switch (message) {
            case PbftMessage.Prepare(var vote) -> {
                faults.took(FaultKind.STALE_VIEW_CHANGE);
                var wanted = receiver % 2 == 0 ? vote.view().next() : View.ZERO.next();
                yield List.of(
                        forger.viewChange(seat, chain, vote.height(), wanted, Optional.empty(), Optional.empty()),
                        message);
            }
            default -> List.of(message);
        };
    }
}
