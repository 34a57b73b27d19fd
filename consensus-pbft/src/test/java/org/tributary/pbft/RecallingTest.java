// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tributary.pbft.Starts.BLOCK;
import static org.tributary.pbft.Starts.FIRST;
import static org.tributary.pbft.Starts.LOCKED;
import static org.tributary.pbft.Starts.ONE;
import static org.tributary.pbft.Starts.SEATS;
import static org.tributary.pbft.Starts.answer;
import static org.tributary.pbft.Starts.begun;
import static org.tributary.pbft.Starts.follow;
import static org.tributary.pbft.Starts.prepared;
import static org.tributary.pbft.Starts.proves;
import static org.tributary.pbft.Starts.started;
import static org.tributary.pbft.Starts.votes;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tributary.pbft.JournalRecord.Accepted;
import org.tributary.pbft.JournalRecord.Began;
import org.tributary.pbft.JournalRecord.Forgot;
import org.tributary.pbft.PbftMessage.QueryStable;
import org.tributary.pbft.PbftMessage.ReplyStable;
import org.tributary.pbft.PbftMessage.Status;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;

/// §3, the amnesia rule: a replica asks before it signs, and who forgot abstains. ADR 0008.
class RecallingTest {
    @Test
    void asksAllOnStartAndSignsNothingBeforeTheyAnswered() {
        var started = started(3, new Began(ONE));
        assertThat(started.broadcasts()).containsExactly(new QueryStable(7));
        assertThat(votes(started)).isFalse();
        assertThat(started.timesOut(Timer.ANSWERS).broadcasts()).containsExactly(new QueryStable(7));
    }

    @Test
    void votesAtOnceWhenAllHaveAnswered() {
        var started = begun(3);
        answer(started, Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN);
        assertThat(started.broadcasts()).isEmpty();
        answer(started, Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN);
        assertThat(started.broadcasts()).containsExactly(new Status(Optional.empty()));
        assertThat(votes(started)).isTrue();
    }

    /// 2f others are enough, after a grace in which the last may speak.
    @Test
    void votesWithAQuorumOnceTheGraceIsOver() {
        var started = begun(3);
        answer(started, Seats.NOTHING_KNOWN);
        assertThat(started.timesOut(Timer.ANSWERS).broadcasts()).containsExactly(new QueryStable(7));
        answer(started, Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN);
        started.timesOut(Timer.ANSWERS);
        assertThat(votes(started)).isTrue();
    }

    @Test
    void judgesTheBlockThatCameWhileItWaited() {
        var started = begun(3).receives(SEATS.prePrepare(View.ZERO, BLOCK));
        answer(started, Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN);
        assertThat(started.effects(Effect.Validate.class))
                .containsExactly(new Effect.Validate(ONE, View.ZERO, false, BLOCK));
    }

    @Test
    void anAnswerToAnEarlierQuestionDoesNotCount() {
        var stale = new ReplyStable(6, Optional.empty(), View.ZERO, Optional.empty(), Optional.empty());
        var started = started(3, new Began(ONE));
        answer(started, stale, stale, stale);
        assertThat(started.state().votesFrom()).isEmpty();
    }

    @Test
    void aPeerWithoutASeatIsNoWitness() {
        var started = started(3, new Began(ONE));
        answer(started, Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN);
        started.on(new Event.Received(9, Seats.NOTHING_KNOWN));
        assertThat(started.state().votesFrom()).isEmpty();
    }

    /// All restart at once: whoever waits answers too.
    @Test
    void answersWhileItWaitsItself() {
        var started = started(1, new Began(ONE), new Accepted(View.ZERO, BLOCK), LOCKED);
        started.receives(SEATS.prepare(2, View.ZERO, BLOCK)).on(new Event.Received(2, new QueryStable(5)));
        assertThat(started.effects(Effect.Send.class))
                .containsExactly(new Effect.Send(
                        2,
                        new ReplyStable(
                                5,
                                Optional.empty(),
                                View.ZERO,
                                Optional.of(LOCKED.certificate()),
                                Optional.of(SEATS.prepare(2, View.ZERO, BLOCK)))));
    }

    @Test
    void showsAMemberTheLastThatItSigned() {
        var witness = new Script(State.fresh(SEATS.replica(0), Tip.GENESIS))
                .receives(
                        SEATS.commit(2, View.ZERO, BLOCK),
                        SEATS.viewChange(2, ONE, FIRST, Optional.of(BLOCK)),
                        SEATS.prepare(2, View.ZERO, BLOCK))
                .on(new Event.Received(2, new QueryStable(5)));
        var shown = SEATS.viewChange(2, ONE, FIRST, Optional.of(BLOCK)).withoutBlock();
        assertThat(witness.effects(Effect.Send.class))
                .extracting(Effect.Send::message)
                .containsExactly(new ReplyStable(5, Optional.empty(), View.ZERO, Optional.empty(), Optional.of(shown)));
    }

    /// An empty journal without the mark of a new key: nobody knows what was signed.
    @Test
    void anEmptyJournalIsAmnesia() {
        var started = started(3);
        assertThat(started.effects()).startsWith(new Effect.Persist(new Forgot(ONE)));
        answer(started, proves(4), Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN);
        assertThat(started.effects()).contains(new Effect.Persist(new Began(new Height(6))));
    }

    /// The tip that was proved is 4: a vote at 5 may be forgotten, so 6 is the first height to vote at.
    @Test
    void abstainsUntilACertificateStandsAboveWhatWasProved() {
        var started = started(3);
        answer(started, proves(4), proves(3), Seats.NOTHING_KNOWN);
        follow(started, 4);
        assertThat(votes(started)).isFalse();
        follow(started, 5);
        assertThat(votes(started)).isTrue();
    }

    /// What one member saw prepared may be committed already: by us, before we forgot.
    @Test
    void aPreparedCertificateProvesItsHeight() {
        var started = started(3);
        answer(started, prepared(1), Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN);
        assertThat(started.state().votesFrom()).contains(new Height(3));
    }

    @Test
    void anAbstainingReplicaWritesNothingAndAsksForNoView() {
        var started = started(3);
        answer(started, proves(4), proves(4), proves(4));
        follow(started, 4);
        assertThat(started.effects())
                .noneMatch(Effect.Persist.class::isInstance)
                .noneMatch(Effect.Forget.class::isInstance);
        assertThat(started.on(new Event.DemandChanged(true)).effects(Effect.StartTimer.class))
                .noneMatch(timer -> timer.timer() == Timer.PROGRESS);
    }

    /// The journal of an abstaining replica is begun at the height that it may vote at.
    @Test
    void aCrashWhileItAbstainsDoesNotMakeItAVoter() {
        var again = started(3, new Forgot(ONE), new Began(new Height(6)));
        answer(again, proves(4), proves(4), proves(4));
        follow(again, 4);
        assertThat(votes(again)).isFalse();
        follow(again, 5);
        assertThat(votes(again)).isTrue();
    }

    @Test
    void aCrashBeforeTheAnswersDoesNotMakeItAVoter() {
        var again = started(3, new Began(ONE), new Forgot(ONE));
        answer(again, Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN);
        assertThat(again.state().votesFrom()).contains(new Height(2));
        assertThat(votes(again)).isFalse();
    }

    /// A follower of the protocol has nothing to forget.
    @Test
    void aFollowerAsksNobody() {
        var follower = new Script(
                Recovery.recovered(SEATS.follower(), new Recovery.Found(Tip.GENESIS, List.of(), false, List.of()), 7));
        assertThat(follower.on(new Event.Started()).broadcasts()).containsExactly(new Status(Optional.empty()));
    }

    /// More than f have forgotten: no certificate can ever stand, and that is right.
    @Test
    void aCommitteeOfOneThatForgotNeverVotesAgain() {
        var alone = Seats.of(1);
        var only = new Script(Recovery.recovered(
                        alone.replica(0), new Recovery.Found(Tip.GENESIS, List.of(), false, List.of()), 7))
                .on(new Event.Started());
        assertThat(only.state().votesFrom()).contains(new Height(2));
        assertThat(only.on(new Event.DemandChanged(true)).effects(Effect.Build.class))
                .isEmpty();
    }
}
