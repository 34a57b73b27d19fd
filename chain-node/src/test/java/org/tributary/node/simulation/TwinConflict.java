// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.SignedVote;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.committee.Vote;

/// Lets both twins speak, and counts where they contradict each other.
final class TwinConflict implements Adversary {
    private final Faults faults;
    // Looked up, never iterated.
    private final Map<Vote, Hash> votes = new HashMap<>();

    TwinConflict(Faults faults) {
        this.faults = faults;
    }

    @Override
    public List<PbftMessage> instead(ChainName chain, int receiver, PbftMessage message) {
        switch (message) {
            case PbftMessage.PrePrepare m -> compare(m.vote());
            case PbftMessage.Prepare m -> compare(m.vote());
            case PbftMessage.Commit m -> compare(m.vote());
            case PbftMessage.ViewChange ignored -> {}
            case PbftMessage.NewView ignored -> {}
            case PbftMessage.Status ignored -> {}
            case PbftMessage.QueryStable ignored -> {}
            case PbftMessage.ReplyStable ignored -> {}
            case PbftMessage.Fetch ignored -> {}
            case PbftMessage.Certified ignored -> {}
        }
        return List.of(message);
    }

    private void compare(SignedVote signed) {
        var vote = signed.vote();
        var slot = new Vote(
                vote.network(), vote.chain(), vote.epoch(), vote.height(), vote.view(), vote.phase(), Hash.ZERO);
        var other = votes.putIfAbsent(slot, vote.digest());
        if (other != null && !other.equals(vote.digest())) {
            faults.took(FaultKind.TWIN_CONFLICT);
        }
    }
}
