// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.simulation;

import java.util.List;
import java.util.Optional;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.PbftMessage.Commit;
import org.tributary.pbft.PbftMessage.Status;
import org.tributary.pbft.PbftMessage.ViewChange;
import org.tributary.pbft.Seats;

/// Hides what it saw prepared, says that it has nothing committed, and asks for views that nobody wants.
record Liar(Seats seats) implements Adversary {
    @Override
    public List<PbftMessage> instead(int receiver, PbftMessage message) {
        return switch (message) {
            case ViewChange change ->
                List.of(seats.viewChange(change.seat(), change.height(), change.view(), Optional.empty()));
            case Commit(var vote) ->
                List.of(
                        message,
                        seats.viewChange(vote.seat(), vote.height(), vote.view().plus(1 + receiver), Optional.empty()));
            case Status ignored -> List.of(new Status(Optional.empty()));
            default -> List.of(message);
        };
    }
}
