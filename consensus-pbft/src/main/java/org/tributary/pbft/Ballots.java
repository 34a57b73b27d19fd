// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;
import org.tributary.pbft.PbftMessage.Commit;
import org.tributary.pbft.PbftMessage.Prepare;
import org.tributary.pbft.PbftMessage.Signed;
import org.tributary.pbft.PbftMessage.ViewChange;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.committee.Vote;
import org.tributary.primitives.crypto.Signature;

/// What was heard at the height in flight: of each member its vote of the highest view, in each phase. So votes
/// of views that we have not entered wait here, and no member can fill more than its own place.
///
/// @param early messages that cannot be taken yet, and are tried again when the height or view changes
record Ballots(
        SeatMap<SignedVote> prepares, SeatMap<SignedVote> commits, SeatMap<ViewChange> viewChanges, Early early) {
    static Ballots none() {
        return new Ballots(SeatMap.empty(), SeatMap.empty(), SeatMap.empty(), Early.none());
    }

    SeatMap<SignedVote> of(Vote.Phase phase) {
        return switch (phase) {
            case PREPARE -> prepares;
            case COMMIT -> commits;
        };
    }

    Ballots with(SignedVote vote) {
        return switch (vote.vote().phase()) {
            case PREPARE -> new Ballots(prepares.with(vote.seat(), vote), commits, viewChanges, early);
            case COMMIT -> new Ballots(prepares, commits.with(vote.seat(), vote), viewChanges, early);
        };
    }

    Ballots with(ViewChange change) {
        return new Ballots(prepares, commits, viewChanges.with(change.seat(), change), early);
    }

    Ballots with(Early waiting) {
        return new Ballots(prepares, commits, viewChanges, waiting);
    }

    /// The certificate, once a quorum voted exactly `vote`.
    Optional<QuorumCertificate> certificate(Committee committee, Vote vote) {
        var signatures = new TreeMap<Integer, Signature>();
        for (var cast : of(vote.phase()).values()) {
            if (cast.vote().equals(vote)) {
                signatures.put(cast.seat(), cast.signature());
            }
        }
        return signatures.size() < committee.quorum()
                ? Optional.empty()
                : Optional.of(QuorumCertificate.of(vote, signatures));
    }

    static boolean hasSigned(QuorumCertificate certificate, int seat) {
        return (certificate.signers() >>> seat & 1) == 1;
    }

    /// The last thing that the member signed, of what we heard. It signs view by view, and in each VIEW-CHANGE,
    /// PREPARE and COMMIT, in this order.
    Optional<Signed> latestOf(int seat) {
        var heard = new ArrayList<Signed>();
        viewChanges.of(seat).map(ViewChange::withoutBlock).ifPresent(heard::add);
        prepares.of(seat).map(Prepare::new).ifPresent(heard::add);
        commits.of(seat).map(Commit::new).ifPresent(heard::add);
        heard.addAll(early.votesOf(seat));
        return heard.stream()
                .max(Comparator.comparing(Signed::height)
                        .thenComparing(Signed::view)
                        .thenComparing(Commit.class::isInstance)
                        .thenComparing(Prepare.class::isInstance));
    }

    /// Distinct members that voted at this height. A correct one among them means that a block is in flight.
    int voters() {
        var seats = new TreeMap<Integer, SignedVote>(prepares.bySeat());
        seats.putAll(commits.bySeat());
        return seats.size();
    }
}
