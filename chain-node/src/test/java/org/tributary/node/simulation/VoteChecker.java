// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.HashMap;
import java.util.Map;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.SignedVote;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.committee.Vote;

/// What correct replicas sign, whatever they lived through, and what quorums signed.
final class VoteChecker {
    private final Violations violations;
    // Looked up, never iterated.
    private final Map<Slot, Hash> votes = new HashMap<>();
    private final Map<Slot, Hash> certificates = new HashMap<>();
    private final Map<Place, View> left = new HashMap<>();

    private record Slot(int seat, ChainName chain, int phase, Height height, View view) {}

    private record Place(int seat, ChainName chain, Height height) {}

    VoteChecker(Violations violations) {
        this.violations = violations;
    }

    /// A correct member sent this.
    void sent(int seat, ChainName chain, PbftMessage message) {
        switch (message) {
            case PbftMessage.PrePrepare m -> voted(seat, m.vote());
            case PbftMessage.Prepare m -> voted(seat, m.vote());
            case PbftMessage.Commit m -> voted(seat, m.vote());
            case PbftMessage.NewView m -> {
                m.reproposal().ifPresent(each -> voted(seat, each.vote()));
                m.justification().forEach(change -> change.prepared().ifPresent(this::certified));
            }
            case PbftMessage.ViewChange m -> {
                if (m.seat() == seat) {
                    left.merge(new Place(seat, chain, m.height()), m.view(), VoteChecker::higher);
                }
                m.prepared().ifPresent(this::certified);
            }
            case PbftMessage.Status m -> m.committed().ifPresent(this::certified);
            case PbftMessage.Certified m -> certified(m.certificate());
            case PbftMessage.ReplyStable m -> {
                m.committed().ifPresent(this::certified);
                m.prepared().ifPresent(this::certified);
            }
            case PbftMessage.QueryStable ignored -> {}
            case PbftMessage.Fetch ignored -> {}
        }
    }

    private static View higher(View one, View other) {
        return one.isAfter(other) ? one : other;
    }

    private void voted(int seat, SignedVote vote) {
        if (vote.seat() != seat) {
            return;
        }
        var chain = vote.vote().chain();
        var slot = new Slot(seat, chain, phase(vote.vote()), vote.height(), vote.view());
        var other = votes.putIfAbsent(slot, vote.digest());
        if (other != null && !other.equals(vote.digest())) {
            violations.add(Property.ONE_VOTE_A_SLOT, "two votes in " + slot);
        }
        var abandoned = left.get(new Place(seat, chain, vote.height()));
        if (other == null && abandoned != null && vote.view().isBefore(abandoned)) {
            violations.add(Property.ONE_VOTE_A_SLOT, "a vote in " + slot + ", after that view was left");
        }
    }

    /// A certificate that a correct node verified.
    void certified(QuorumCertificate certificate) {
        var vote = certificate.vote();
        var slot = new Slot(-1, vote.chain(), phase(vote), vote.height(), vote.view());
        var other = certificates.putIfAbsent(slot, vote.digest());
        if (other != null && !other.equals(vote.digest())) {
            violations.add(Property.UNIQUE_CERTIFICATES, "two certificates in " + slot);
        }
    }

    private static int phase(Vote vote) {
        return switch (vote.phase()) {
            case PREPARE -> 1;
            case COMMIT -> 2;
        };
    }
}
