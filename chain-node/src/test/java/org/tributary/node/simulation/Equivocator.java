// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.Proposal;
import org.tributary.pbft.SignedVote;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;

/// As primary it shows one block to the lower seats and another to the upper ones, and then it votes for both. Several
/// of them share what they know.
final class Equivocator implements Adversary {
    private final Forger forger;
    private final int seat;
    private final Faults faults;
    private final Map<Hash, Hash> twins;

    /// @param twins the other block of each, shared by all who are in it
    Equivocator(Forger forger, int seat, Faults faults, Map<Hash, Hash> twins) {
        this.forger = forger;
        this.seat = seat;
        this.faults = faults;
        this.twins = twins;
    }

    Equivocator(Forger forger, int seat, Faults faults) {
        this(forger, seat, faults, new HashMap<>());
    }

    @Override
    public List<PbftMessage> instead(ChainName chain, int receiver, PbftMessage message) {
        boolean upper = receiver >= forger.world().size() / 2;
        return switch (message) {
            case PbftMessage.PrePrepare m -> proposed(upper, m);
            case PbftMessage.Prepare(var vote)
            when twins.containsKey(vote.digest()) ->
                sided(upper, forger.prepare(seat, vote.vote(), twin(vote)), message);
            case PbftMessage.Commit(var vote)
            when twins.containsKey(vote.digest()) ->
                sided(upper, forger.commit(seat, vote.vote(), twin(vote)), message);
            default -> List.of(message);
        };
    }

    private List<PbftMessage> proposed(boolean upper, PbftMessage.PrePrepare honest) {
        if (!honest.proposal().view().equals(honest.view()) || honest.seat() != seat) {
            return List.of(honest);
        }
        var vote = honest.vote().vote();
        Proposal twin = forger.twin(honest.proposal());
        twins.put(honest.proposal().digest(), twin.digest());
        twins.put(twin.digest(), honest.proposal().digest());
        if (upper) {
            faults.took(FaultKind.EQUIVOCATION);
            return List.of(forger.propose(seat, vote, twin), forger.commit(seat, vote, twin.digest()));
        }
        return List.of(honest, forger.commit(seat, vote, honest.proposal().digest()));
    }

    private Hash twin(SignedVote vote) {
        return twins.getOrDefault(vote.digest(), vote.digest());
    }

    private List<PbftMessage> sided(boolean upper, PbftMessage lie, PbftMessage honest) {
        faults.took(FaultKind.DOUBLE_VOTE);
        return upper ? List.of(lie, honest) : List.of(honest, lie);
    }
}
