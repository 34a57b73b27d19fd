// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.Optional;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.committee.PrimaryRotation;
import org.tributary.primitives.committee.Vote;

/// What one run of the protocol is about: one chain of one network in one epoch, and our part in it.
///
/// @param network the genesis hash
/// @param voter empty for a follower, who verifies and applies but has no vote
public record Instance(Hash network, ChainName chain, Committee committee, Optional<Voter> voter, Rules rules) {
    public record Rules(PrimaryRotation rotation, Timeouts timeouts) {}

    public Instance {
        if (voter.isPresent() && (voter.get().seat() < 0 || voter.get().seat() >= committee.size())) {
            throw new IllegalArgumentException(
                    "the committee has no seat " + voter.get().seat());
        }
    }

    public int primary(Height height, View view) {
        return rules.rotation().primary(committee, height, view);
    }

    Vote vote(Vote.Phase phase, Height height, View view, Hash digest) {
        return new Vote(network, chain, committee.epoch(), height, view, phase, digest);
    }

    /// Whether a vote was cast on this network and chain, in this epoch.
    boolean covers(Vote vote) {
        return vote.network().equals(network) && vote.chain().equals(chain) && vote.epoch() == committee.epoch();
    }

    boolean isOurs(int seat) {
        return voter.filter(own -> own.seat() == seat).isPresent();
    }

    boolean isSeat(int number) {
        return number >= 0 && number < committee.size();
    }
}
