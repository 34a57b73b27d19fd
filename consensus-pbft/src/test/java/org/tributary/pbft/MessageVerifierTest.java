// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tributary.pbft.PbftMessage.Certified;
import org.tributary.pbft.PbftMessage.Commit;
import org.tributary.pbft.PbftMessage.PrePrepare;
import org.tributary.pbft.PbftMessage.Prepare;
import org.tributary.pbft.PbftMessage.ReplyStable;
import org.tributary.pbft.PbftMessage.Signed;
import org.tributary.pbft.PbftMessage.Status;
import org.tributary.pbft.PbftMessage.ViewChange;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.committee.Vote;

class MessageVerifierTest {
    private static final Height ONE = new Height(1);
    private static final View FIRST = new View(1);
    private static final View SECOND = new View(2);
    private static final Seats SEATS = Seats.of(4);
    private static final Proposal BLOCK = TestBlock.of(ONE, View.ZERO, "a");
    private static final Proposal LATER = TestBlock.of(ONE, FIRST, "b");

    private static boolean accepts(PbftMessage message) {
        return new MessageVerifier(SEATS.follower()).verify(message).accepted();
    }

    private static List<ViewChange> changes(View view, Optional<Proposal> prepared) {
        return Stream.of(0, 1, 3)
                .map(seat -> SEATS.viewChange(seat, ONE, view, prepared))
                .toList();
    }

    @Test
    void onlyThePrimaryProposes() {
        var vote = SEATS.vote(2, Vote.Phase.PREPARE, ONE, View.ZERO, BLOCK.digest());
        assertThat(accepts(new PrePrepare(vote, BLOCK))).isFalse();
    }

    @Test
    void aVoteOfOnePhaseIsNoneOfTheOther() {
        var prepare = SEATS.prepare(1, View.ZERO, BLOCK).vote();
        assertThat(accepts(new Commit(prepare))).isFalse();
        assertThat(accepts(new Prepare(prepare))).isTrue();
    }

    @Test
    void aVoteSignedByAnotherSeatIsRefused() {
        var vote = SEATS.prepare(1, View.ZERO, BLOCK).vote();
        assertThat(accepts(new Prepare(new SignedVote(vote.vote(), 2, vote.signature()))))
                .isFalse();
    }

    @Test
    void aVoteOnAnotherNetworkIsRefused() {
        var vote = new Vote(Hash.ZERO, SEATS.follower().chain(), 3, ONE, View.ZERO, Vote.Phase.PREPARE, BLOCK.digest());
        var signature = SEATS.keys().get(1).sign(vote.signingHash());
        assertThat(accepts(new Prepare(new SignedVote(vote, 1, signature)))).isFalse();
    }

    @Test
    void aPrepareQuorumIsNoProofOfFinality() {
        var prepared = SEATS.certificate(Vote.Phase.PREPARE, View.ZERO, BLOCK);
        assertThat(accepts(new Certified(BLOCK, prepared))).isFalse();
        assertThat(accepts(new Status(Optional.of(prepared)))).isFalse();
    }

    @Test
    void aCertificateIsForItsBlockOnly() {
        assertThat(accepts(new Certified(LATER, SEATS.certificate(Vote.Phase.COMMIT, View.ZERO, BLOCK))))
                .isFalse();
    }

    @Test
    void aViewChangeBringsTheBlockOfItsCertificate() {
        var change = SEATS.viewChange(1, ONE, FIRST, Optional.of(BLOCK));
        assertThat(accepts(change)).isTrue();
        assertThat(accepts(change.withoutBlock())).isFalse();
    }

    /// Castro–Liskov §4.4: what is prepared in a view lies below the view that is asked for.
    @Test
    void aViewChangeCannotClaimAPrepareOfItsOwnView() {
        assertThat(accepts(SEATS.viewChange(1, ONE, FIRST, Optional.of(LATER)))).isFalse();
    }

    @Test
    void aNewViewNeedsAQuorumOfDistinctMembers() {
        var two = changes(FIRST, Optional.empty()).subList(0, 2);
        assertThat(accepts(SEATS.newView(ONE, FIRST, two, Optional.empty()))).isFalse();
        var twice = new ArrayList<>(two);
        twice.add(two.getFirst());
        assertThat(accepts(SEATS.newView(ONE, FIRST, twice, Optional.empty()))).isFalse();
        assertThat(accepts(SEATS.newView(ONE, FIRST, changes(FIRST, Optional.empty()), Optional.empty())))
                .isTrue();
    }

    @Test
    void aNewViewNeedsViewChangesToThatView() {
        assertThat(accepts(SEATS.newView(ONE, SECOND, changes(FIRST, Optional.empty()), Optional.empty())))
                .isFalse();
    }

    /// Castro–Liskov §4.4: the prepared block of the highest view, and no other.
    @Test
    void aNewViewReproposesThePreparedBlockOfTheHighestView() {
        var mixed = List.of(
                SEATS.viewChange(0, ONE, SECOND, Optional.of(BLOCK)),
                SEATS.viewChange(1, ONE, SECOND, Optional.of(LATER)),
                SEATS.viewChange(3, ONE, SECOND, Optional.empty()));
        assertThat(accepts(SEATS.newView(ONE, SECOND, mixed, Optional.of(LATER))))
                .isTrue();
        assertThat(accepts(SEATS.newView(ONE, SECOND, mixed, Optional.of(BLOCK))))
                .isFalse();
        assertThat(accepts(SEATS.newView(ONE, SECOND, mixed, Optional.empty()))).isFalse();
    }

    /// The amnesia rule: nobody can be made to abstain by a signature that is not its own, or by a height that
    /// is not proved.
    @Test
    void anAnswerProvesEachOfItsParts() {
        var committed = SEATS.certificate(Vote.Phase.COMMIT, View.ZERO, BLOCK);
        var prepared = SEATS.certificate(Vote.Phase.PREPARE, View.ZERO, BLOCK);
        var stolen = SEATS.prepare(1, View.ZERO, BLOCK).vote();
        var forged = new Prepare(new SignedVote(stolen.vote(), 2, stolen.signature()));
        var change = SEATS.viewChange(1, ONE, FIRST, Optional.of(BLOCK));
        assertThat(accepts(reply(Optional.of(committed), Optional.of(prepared), Optional.of(change.withoutBlock()))))
                .isTrue();
        assertThat(accepts(reply(Optional.of(prepared), Optional.empty(), Optional.empty())))
                .isFalse();
        assertThat(accepts(reply(Optional.empty(), Optional.of(committed), Optional.empty())))
                .isFalse();
        assertThat(accepts(reply(Optional.empty(), Optional.empty(), Optional.of(forged))))
                .isFalse();
        assertThat(accepts(reply(Optional.empty(), Optional.empty(), Optional.of(change))))
                .isFalse();
    }

    private static ReplyStable reply(
            Optional<QuorumCertificate> committed, Optional<QuorumCertificate> prepared, Optional<Signed> yours) {
        return new ReplyStable(7, committed, View.ZERO, prepared, yours);
    }

    @Test
    void aNewViewWithNothingPreparedReproposesNothing() {
        assertThat(accepts(SEATS.newView(ONE, FIRST, changes(FIRST, Optional.empty()), Optional.of(BLOCK))))
                .isFalse();
    }
}
