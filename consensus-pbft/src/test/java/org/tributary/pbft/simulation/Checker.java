// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tributary.pbft.PbftMessage;
import org.tributary.pbft.PbftMessage.Certified;
import org.tributary.pbft.SignedVote;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.committee.Committee;

/// What must hold after every event, seen from outside: on the wire and in the stores.
final class Checker {
    private final Committee committee;
    private final Map<Height, Hash> agreed = new TreeMap<>();
    private final Map<String, Hash> votes = new TreeMap<>();
    private final Map<String, Long> abandoned = new TreeMap<>();
    private final Set<Integer> excused = new TreeSet<>();
    private final List<String> broken = new ArrayList<>();

    Checker(Committee committee) {
        this.committee = committee;
    }

    List<String> broken() {
        return broken;
    }

    /// Agreement, and a certificate that proves the block to everybody.
    void committed(int seat, Certified certified) {
        var digest = certified.proposal().digest();
        var other = agreed.putIfAbsent(certified.height(), digest);
        if (other != null && !other.equals(digest)) {
            broken.add("seat " + seat + " committed another block at height " + certified.height());
        }
        if (!certified.certificate().digest().equals(digest)
                || !certified.certificate().verify(committee).accepted()) {
            broken.add("seat " + seat + " committed without a certificate at height " + certified.height());
        }
    }

    /// A correct replica, whatever crashes it lived through, signs one vote a slot, and none below a view that
    /// it asked for.
    void sent(int seat, PbftMessage message) {
        switch (message) {
            case PbftMessage.PrePrepare m -> voted(seat, m.vote());
            case PbftMessage.Prepare m -> voted(seat, m.vote());
            case PbftMessage.Commit m -> voted(seat, m.vote());
            case PbftMessage.NewView m -> m.reproposal().ifPresent(each -> voted(seat, each.vote()));
            case PbftMessage.ViewChange m ->
                abandoned.merge(seat + "/" + m.height(), m.view().number(), Math::max);
            case PbftMessage.Status ignored -> {}
            case PbftMessage.QueryStable ignored -> {}
            case PbftMessage.ReplyStable ignored -> {}
            case PbftMessage.Fetch ignored -> {}
            case PbftMessage.Certified ignored -> {}
        }
    }

    /// Nobody can know what this one forgot: it is one of the f faulty.
    void excuse(int seat) {
        excused.add(seat);
    }

    private void voted(int seat, SignedVote vote) {
        if (vote.seat() != seat || excused.contains(seat)) {
            return;
        }
        var slot = seat + "/" + vote.vote().phase() + "/" + vote.height() + "/" + vote.view();
        var other = votes.putIfAbsent(slot, vote.digest());
        if (other != null && !other.equals(vote.digest())) {
            broken.add("two votes in slot " + slot);
        }
        boolean late = abandoned.getOrDefault(seat + "/" + vote.height(), 0L)
                > vote.view().number();
        if (other == null && late) {
            broken.add("a vote in slot " + slot + ", after its view was abandoned");
        }
    }
}
