// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.PbftMessage.NewView;
import org.tributary.pbft.PbftMessage.ViewChange;
import org.tributary.pbft.SigningHash;
import org.tributary.primitives.ChainName;

/// Announces views that nobody asked for: with too few VIEW-CHANGEs, its own thrice, or those of an older view.
final class ForgedNewView implements Adversary {
    private final Forger forger;
    private final int seat;
    private final Faults faults;
    private Optional<NewView> old = Optional.empty();

    ForgedNewView(Forger forger, int seat, Faults faults) {
        this.forger = forger;
        this.seat = seat;
        this.faults = faults;
    }

    @Override
    public List<PbftMessage> instead(ChainName chain, int receiver, PbftMessage message) {
        return switch (message) {
            case PbftMessage.NewView view -> {
                var before = old;
                old = Optional.of(view);
                yield before.isPresent() ? List.of(before.get(), message) : List.of(message);
            }
            case PbftMessage.Commit(var vote) -> {
                faults.took(FaultKind.FORGED_NEW_VIEW);
                var view = vote.view().next();
                var own = forger.viewChange(seat, chain, vote.height(), view, Optional.empty(), Optional.empty());
                var justification = new ArrayList<ViewChange>();
                for (int i = 0; i < 3; i++) {
                    justification.add(own);
                }
                var hash = SigningHash.newView(
                        forger.instance(chain), vote.height(), view, justification, Optional.empty());
                yield List.of(
                        message,
                        new NewView(
                                vote.height(),
                                view,
                                justification,
                                Optional.empty(),
                                seat,
                                forger.world().validator(seat).sign(hash)));
            }
            default -> List.of(message);
        };
    }
}
