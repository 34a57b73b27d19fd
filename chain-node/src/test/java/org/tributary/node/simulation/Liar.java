// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.List;
import java.util.Optional;
import org.tributary.pbft.PbftMessage;
import org.tributary.primitives.ChainName;

/// Hides what it saw prepared, says that it has nothing committed, and asks for views that nobody wants.
record Liar(Forger forger, int seat, Faults faults) implements Adversary {
    @Override
    public List<PbftMessage> instead(ChainName chain, int receiver, PbftMessage message) {
        return switch (message) {
            case PbftMessage.ViewChange change ->
                lie(List.of(forger.viewChange(
                        seat, chain, change.height(), change.view(), Optional.empty(), Optional.empty())));
            case PbftMessage.Commit(var vote) ->
                lie(List.of(
                        message,
                        forger.viewChange(
                                seat,
                                chain,
                                vote.height(),
                                vote.view().plus(1 + receiver),
                                Optional.empty(),
                                Optional.empty())));
            case PbftMessage.Status ignored -> lie(List.of(new PbftMessage.Status(Optional.empty())));
            default -> List.of(message);
        };
    }

    private List<PbftMessage> lie(List<PbftMessage> said) {
        faults.took(FaultKind.LIE);
        return said;
    }
}
