// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tributary.pbft.JournalRecord.Accepted;
import org.tributary.pbft.JournalRecord.Began;
import org.tributary.pbft.JournalRecord.Locked;
import org.tributary.pbft.PbftMessage.QueryStable;
import org.tributary.pbft.PbftMessage.ReplyStable;
import org.tributary.pbft.PbftMessage.ViewChange;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.committee.Vote;

/// A replica that starts again may hold an old journal without knowing it. It votes only where no earlier
/// life of its own can have voted. ADR 0012.
class EarlierLifeTest {
    private static final Height ONE = new Height(1);
    private static final Height TWO = new Height(2);
    private static final View FIRST = new View(1);
    private static final Seats SEATS = Seats.of(4);
    private static final Proposal BLOCK = TestBlock.of(ONE, View.ZERO, "a");

    /// Seat 3 of 4, which is in no certificate of this test.
    private static Script restarted(JournalRecord... records) {
        var found = new Recovery.Found(Tip.GENESIS, List.of(records), false, List.of());
        return new Script(Recovery.recovered(SEATS.replica(3), found, 7)).on(new Event.Started());
    }

    private static ReplyStable inView(long view) {
        return new ReplyStable(7, Optional.empty(), new View(view), Optional.empty(), Optional.empty());
    }

    private static ReplyStable prepared(long view) {
        var certificate = SEATS.certificate(Vote.Phase.PREPARE, new View(view), BLOCK);
        return new ReplyStable(7, Optional.empty(), new View(view), Optional.of(certificate), Optional.empty());
    }

    private static ReplyStable committed() {
        return new ReplyStable(
                7,
                Optional.of(SEATS.certificate(Vote.Phase.COMMIT, View.ZERO, BLOCK)),
                View.ZERO,
                Optional.empty(),
                Optional.empty());
    }

    private static void answer(Script script, int seat, ReplyStable answer) {
        script.on(new Event.Received(seat, answer));
    }

    private static Script answered(Script script, ReplyStable... answers) {
        for (int seat = 0; seat < answers.length; seat++) {
            answer(script, seat, answers[seat]);
        }
        return script;
    }

    /// Brings it into a view by the NEW-VIEW of three others.
    private static Script into(Script script, long view) {
        var changes = List.of(plain(0, view), plain(1, view), plain(2, view));
        return script.receives(SEATS.newView(script.state().height(), new View(view), changes, Optional.empty()));
    }

    private static ViewChange plain(int seat, long view) {
        return SEATS.viewChange(seat, ONE, new View(view), Optional.empty());
    }

    private static boolean votesIn(Script script, long view) {
        if (view > script.state().view().number()) {
            into(script, view);
        }
        var block = TestBlock.of(script.state().height(), new View(view), "new");
        return !script.receives(SEATS.prePrepare(new View(view), block))
                .effects(Effect.Validate.class)
                .isEmpty();
    }

    @Test
    void votesInTheNextViewOnly() {
        var again = answered(restarted(new Began(ONE)), inView(0), inView(0), inView(0));
        assertThat(votesIn(again, 0)).isFalse();
        assertThat(votesIn(again, 1)).isTrue();
    }

    @Test
    void aFirstLifeVotesAtOnce() {
        var found = new Recovery.Found(Tip.GENESIS, List.of(new Began(ONE)), true, List.of());
        var first = new Script(Recovery.recovered(SEATS.replica(3), found, 7)).on(new Event.Started());
        assertThat(votesIn(answered(first, inView(0), inView(0), inView(0)), 0)).isTrue();
    }

    /// It may have promised more than its journal says, so that it does not even finish what the journal says.
    @Test
    void sendsNoCommitForWhatItPreparedInAnEarlierLife() {
        var again =
                answered(restarted(new Began(ONE), new Accepted(View.ZERO, BLOCK)), inView(0), inView(0), inView(0));
        again.receives(SEATS.prepare(1, View.ZERO, BLOCK), SEATS.prepare(2, View.ZERO, BLOCK));
        assertThat(again.broadcasts()).isEmpty();
        again.receives(SEATS.commit(0, View.ZERO, BLOCK), SEATS.commit(1, View.ZERO, BLOCK));
        assertThat(again.receives(SEATS.commit(2, View.ZERO, BLOCK)).effects())
                .anyMatch(Effect.CommitBlock.class::isInstance);
    }

    @Test
    void aPrimaryProposesNothingInTheViewInWhichItStarted() {
        var found = new Recovery.Found(Tip.GENESIS, List.of(new Began(ONE)), false, List.of());
        var primary = new Script(Recovery.recovered(SEATS.replica(0), found, 7)).on(new Event.Started());
        for (int seat = 1; seat < 4; seat++) {
            answer(primary, seat, inView(0));
        }
        assertThat(primary.on(new Event.DemandChanged(true)).effects(Effect.Build.class))
                .isEmpty();
    }

    /// A liar alone cannot keep it from voting: two correct ones at least went where it voted.
    @Test
    void oneLiarAmongAllDoesNotKeepItFromVoting() {
        var again = answered(restarted(new Began(ONE)), inView(1_000_000), inView(0), inView(0));
        assertThat(votesIn(again, 1)).isTrue();
    }

    @Test
    void withOneSilentTheHighestWordCounts() {
        var again = answered(restarted(new Began(ONE)), inView(5), inView(0)).timesOut(Timer.ANSWERS);
        assertThat(votesIn(again, 5)).isFalse();
        assertThat(votesIn(again, 6)).isTrue();
    }

    @Test
    void aLateAnswerFreesIt() {
        var again = answered(restarted(new Began(ONE)), inView(1_000_000), inView(0))
                .timesOut(Timer.ANSWERS);
        assertThat(votesIn(again, 1)).isFalse();
        answer(again, 2, inView(0));
        assertThat(again.effects(Effect.Validate.class)).hasSize(1);
    }

    @Test
    void asksTheSilentAgainAsLongAsItMayNotVote() {
        var again = answered(restarted(new Began(ONE)), inView(0), inView(0)).timesOut(Timer.ANSWERS);
        again.on(new Event.DemandChanged(true));
        assertThat(again.timesOut(Timer.PROGRESS).broadcasts()).contains(new QueryStable(7));
        answer(again, 2, inView(0));
        assertThat(again.timesOut(Timer.PROGRESS).broadcasts()).doesNotContain(new QueryStable(7));
    }

    /// The earlier life ended before the first answer; what a member says later is of this one.
    @Test
    void ofEachMemberTheFirstAnswerCounts() {
        var again = answered(restarted(new Began(ONE)), inView(0), inView(0), inView(0));
        answer(again, 0, inView(9));
        answer(again, 1, inView(9));
        assertThat(votesIn(again, 1)).isTrue();
    }

    /// Two saw the block prepared, so it may be final, and we may have voted in the first view above it.
    @Test
    void whatOthersSawPreparedBarsTheViewThatTheNextHeightBeginsIn() {
        var again = answered(restarted(new Began(ONE)), prepared(0), prepared(0), inView(0));
        assertThat(votesIn(again, 1)).isTrue();
        again.receives(SEATS.certified(BLOCK)).on(new Event.Committed(ONE));
        assertThat(votesIn(again, 0)).isFalse();
    }

    @Test
    void beyondWhatAnybodyKnowsItVotesAtOnce() {
        var again = answered(restarted(new Began(ONE)), inView(0), inView(0), inView(0));
        again.receives(SEATS.certified(BLOCK)).on(new Event.Committed(ONE));
        assertThat(again.state().height()).isEqualTo(TWO);
        assertThat(votesIn(again, 0)).isTrue();
    }

    /// What others have committed is final: their certificate comes, and nothing is left to vote for.
    @Test
    void aHeightThatOthersCommittedIsNotVotedAtAnyMore() {
        var again = answered(restarted(new Began(ONE)), committed(), committed(), inView(0));
        assertThat(votesIn(again, 7)).isFalse();
    }

    @Test
    void tellsOthersWhereItStands() {
        var witness = new Script(State.fresh(SEATS.replica(0), Tip.GENESIS));
        into(witness, 1).on(new Event.Received(3, new QueryStable(5)));
        assertThat(witness.effects(Effect.Send.class))
                .containsExactly(new Effect.Send(
                        3, new ReplyStable(5, Optional.empty(), FIRST, Optional.empty(), Optional.empty())));
    }

    /// The promises that its journal has are kept: what it saw prepared goes into its VIEW-CHANGE.
    @Test
    void carriesItsLockIntoTheNextView() {
        QuorumCertificate certificate = SEATS.certificate(Vote.Phase.PREPARE, View.ZERO, BLOCK);
        var again = answered(
                restarted(new Began(ONE), new Accepted(View.ZERO, BLOCK), new Locked(certificate)),
                inView(0),
                inView(0),
                inView(0));
        assertThat(again.timesOut(Timer.PROGRESS).broadcasts())
                .contains(SEATS.viewChange(3, ONE, FIRST, Optional.of(BLOCK)));
    }
}
