// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.simulation;

import java.util.List;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.PbftMessage.Commit;
import org.tributary.pbft.PbftMessage.PrePrepare;
import org.tributary.pbft.PbftMessage.Prepare;
import org.tributary.pbft.Proposal;
import org.tributary.pbft.Seats;
import org.tributary.pbft.SignedVote;
import org.tributary.pbft.TestBlock;

/// As primary it shows one block to the lower seats and another to the upper ones, and then it votes for both.
record Equivocator(Seats seats) implements Adversary {
    @Override
    public List<PbftMessage> instead(int receiver, PbftMessage message) {
        boolean upper = receiver > seats.committee().size() / 2;
        return switch (message) {
            case PrePrepare proposed
            when upper -> {
                var twin = twin(proposed.vote());
                yield List.of(
                        seats.prePrepare(proposed.view(), twin), seats.commit(proposed.seat(), proposed.view(), twin));
            }
            case Prepare(var vote) -> both(upper, message, seats.prepare(vote.seat(), vote.view(), twin(vote)));
            case Commit(var vote) -> both(upper, message, seats.commit(vote.seat(), vote.view(), twin(vote)));
            default -> List.of(message);
        };
    }

    private static List<PbftMessage> both(boolean upper, PbftMessage honest, PbftMessage lie) {
        return upper ? List.of(lie, honest) : List.of(honest, lie);
    }

    private static Proposal twin(SignedVote vote) {
        return TestBlock.of(vote.height(), vote.view(), "twin");
    }
}
