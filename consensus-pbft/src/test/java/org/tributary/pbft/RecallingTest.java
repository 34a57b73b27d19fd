// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tributary.pbft.JournalRecord.Accepted;
import org.tributary.pbft.JournalRecord.Began;
import org.tributary.pbft.JournalRecord.Changed;
import org.tributary.pbft.JournalRecord.Forgot;
import org.tributary.pbft.JournalRecord.Locked;
import org.tributary.pbft.PbftMessage.QueryStable;
import org.tributary.pbft.PbftMessage.ReplyStable;
import org.tributary.pbft.PbftMessage.Signed;
import org.tributary.pbft.PbftMessage.Status;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.committee.Vote;

/// §3, the amnesia rule: what a replica may sign depends on what the others know of it. ADR 0008.
class RecallingTest {
    private static final Height ONE = new Height(1);
    private static final View FIRST = new View(1);
    private static final Seats SEATS = Seats.of(4);
    private static final Proposal BLOCK = block(1);
    private static final Locked LOCKED = new Locked(SEATS.certificate(Vote.Phase.PREPARE, View.ZERO, BLOCK));

    private static Proposal block(long height) {
        return TestBlock.of(new Height(height), View.ZERO, "a");
    }

    private static QuorumCertificate certificate(Vote.Phase phase, long height) {
        return SEATS.certificate(phase, View.ZERO, block(height));
    }

    /// Seat 3 is in none of the certificates that the test makes, seat 1 is in each.
    private static Script started(int seat, JournalRecord... records) {
        return started(seat, Tip.GENESIS, records);
    }

    private static Script started(int seat, Tip tip, JournalRecord... records) {
        return new Script(Recovery.recovered(
                        SEATS.replica(seat), new Recovery.Found(tip, List.of(records), false, List.of()), 7))
                .on(new Event.Started());
    }

    /// The first start of a new key, which has nothing to have forgotten.
    private static Script begun(int seat) {
        var found = new Recovery.Found(Tip.GENESIS, List.of(new Began(ONE)), true, List.of());
        return new Script(Recovery.recovered(SEATS.replica(seat), found, 7)).on(new Event.Started());
    }

    private static ReplyStable shows(Signed yours) {
        return new ReplyStable(7, Optional.empty(), View.ZERO, Optional.empty(), Optional.of(yours));
    }

    private static ReplyStable proves(long height) {
        return new ReplyStable(
                7, Optional.of(certificate(Vote.Phase.COMMIT, height)), View.ZERO, Optional.empty(), Optional.empty());
    }

    private static ReplyStable prepared(long height) {
        return new ReplyStable(
                7, Optional.empty(), View.ZERO, Optional.of(certificate(Vote.Phase.PREPARE, height)), Optional.empty());
    }

    private static void answer(Script script, ReplyStable... answers) {
        var all = new ArrayList<Effect>();
        int peer = 0;
        for (var answer : answers) {
            peer += script.state().instance().isOurs(peer) ? 1 : 0;
            all.addAll(script.on(new Event.Received(peer++, answer)).effects());
        }
        script.keep(all);
    }

    private static void follow(Script script, long to) {
        for (long height = script.state().height().number(); height <= to; height++) {
            script.receives(SEATS.certified(block(height))).on(new Event.Committed(new Height(height)));
        }
    }

    private static boolean votes(Script script) {
        var next = TestBlock.of(script.state().height(), script.state().view(), "next");
        return !script.receives(SEATS.prePrepare(script.state().view(), next))
                .effects(Effect.Validate.class)
                .isEmpty();
    }

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

    @Test
    void aPrepareThatTheJournalDoesNotKnowIsAmnesia() {
        var old = started(3, new Began(ONE));
        answer(old, shows(SEATS.prepare(3, View.ZERO, BLOCK)), Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN);
        assertThat(old.effects())
                .contains(new Effect.Persist(new Forgot(ONE)), new Effect.Persist(new Began(new Height(3))));
    }

    @Test
    void aCommitThatTheJournalDoesNotKnowIsAmnesia() {
        var old = started(3, new Began(ONE), new Accepted(View.ZERO, BLOCK));
        answer(old, shows(SEATS.commit(3, View.ZERO, BLOCK)));
        assertThat(old.state().amnesia()).isPresent();
    }

    @Test
    void aViewChangeThatTheJournalDoesNotKnowIsAmnesia() {
        var change = SEATS.viewChange(3, ONE, FIRST, Optional.empty());
        var old = started(3, new Began(ONE));
        answer(old, shows(change));
        assertThat(old.state().amnesia()).isPresent();
        var remembering = started(3, new Began(ONE), new Changed(ONE, FIRST));
        answer(remembering, shows(change));
        assertThat(remembering.state().amnesia()).isEmpty();
    }

    @Test
    void whatTheJournalKnowsIsNoAmnesia() {
        var restarted = started(3, new Began(ONE), new Accepted(View.ZERO, BLOCK), LOCKED);
        answer(
                restarted,
                shows(SEATS.commit(3, View.ZERO, BLOCK)),
                shows(SEATS.prepare(3, View.ZERO, BLOCK)),
                prepared(1));
        assertThat(restarted.state().votesFrom()).contains(ONE);
        assertThat(restarted.broadcasts()).contains(SEATS.commit(3, View.ZERO, BLOCK));
    }

    /// Seat 1 signed the certificate of a height that its journal has not begun.
    @Test
    void ourBitInACertificateBeyondTheJournalIsAmnesia() {
        var old = started(1, new Began(ONE));
        answer(old, proves(4));
        assertThat(old.state().amnesia()).isPresent();
        var away = started(3, new Began(ONE));
        answer(away, proves(4));
        assertThat(away.state().amnesia()).isEmpty();
    }

    /// The backup of the journal is older than the chain's database.
    @Test
    void ourBitInTheChainsOwnCertificateIsAmnesia() {
        var tip = new Tip(new Height(4), View.ZERO, Optional.of(certificate(Vote.Phase.COMMIT, 4)));
        assertThat(started(1, tip, new Began(new Height(2))).effects())
                .contains(new Effect.Persist(new Forgot(new Height(5))));
        assertThat(started(3, tip, new Began(new Height(2))).state().amnesia()).isEmpty();
    }

    /// The tip's own certificate may do without us. One further down shows it.
    @Test
    void ourBitInAnyOfTheChainsLastCertificatesIsAmnesia() {
        var tip = new Tip(new Height(4), View.ZERO, Optional.empty());
        var recent = List.of(certificate(Vote.Phase.COMMIT, 2), certificate(Vote.Phase.COMMIT, 3));
        assertThat(recovered(1, tip, recent, new Began(new Height(2))).amnesia())
                .isPresent();
        assertThat(recovered(1, tip, recent, new Began(new Height(4))).amnesia())
                .isEmpty();
        assertThat(recovered(3, tip, recent, new Began(new Height(2))).amnesia())
                .isEmpty();
    }

    private static State recovered(int seat, Tip tip, List<QuorumCertificate> recent, JournalRecord... records) {
        return Recovery.recovered(SEATS.replica(seat), new Recovery.Found(tip, List.of(records), false, recent), 7);
    }

    /// Who saw us contradict ourselves says so: the vote that another node cast with our key is news to us.
    @Test
    void whoContradictsItselfIsShownBothVotesAndStops() {
        var other = TestBlock.of(ONE, View.ZERO, "b");
        var witness = new Script(State.fresh(SEATS.replica(1), Tip.GENESIS))
                .receives(SEATS.prepare(3, View.ZERO, BLOCK), SEATS.prepare(3, View.ZERO, other));
        assertThat(witness.effects())
                .contains(
                        new Effect.Send(3, SEATS.prepare(3, View.ZERO, BLOCK)),
                        new Effect.Send(3, SEATS.prepare(3, View.ZERO, other)));
        var twin = voter(3).receives(SEATS.prePrepare(View.ZERO, BLOCK)).accepts(BLOCK);
        twin.receives(SEATS.prepare(3, View.ZERO, BLOCK));
        assertThat(twin.state().amnesia()).isEmpty();
        twin.receives(SEATS.prepare(3, View.ZERO, other));
        assertThat(twin.effects()).contains(new Effect.Persist(new Forgot(ONE)));
        assertThat(twin.broadcasts()).containsExactly(new QueryStable(8));
    }

    /// It accuses nobody to itself.
    @Test
    void oneThatHearsItsOwnContradictionSendsItToNobody() {
        var other = TestBlock.of(ONE, View.ZERO, "b");
        var twin = voter(3).receives(SEATS.prePrepare(View.ZERO, BLOCK)).accepts(BLOCK);
        assertThat(twin.receives(SEATS.prepare(3, View.ZERO, other)).effects(Effect.Send.class))
                .isEmpty();
    }

    @Test
    void ourBitInACertificateThatAViewChangeCarriesIsAmnesia() {
        var told = voter(1).receives(SEATS.viewChange(0, ONE, FIRST, Optional.of(BLOCK)));
        assertThat(told.state().amnesia()).isPresent();
        assertThat(voter(3).receives(SEATS.viewChange(0, ONE, FIRST, Optional.of(BLOCK)))
                        .state()
                        .amnesia())
                .isEmpty();
    }

    @Test
    void aViewChangeOfOursInsideANewViewIsAmnesia() {
        var changes = Stream.of(0, 1, 3)
                .map(seat -> SEATS.viewChange(seat, ONE, FIRST, Optional.empty()))
                .toList();
        var newView = SEATS.newView(ONE, FIRST, changes, Optional.empty());
        assertThat(voter(3).receives(newView).state().amnesia()).isPresent();
        assertThat(voter(2).receives(newView).state().amnesia()).isEmpty();
    }

    @Test
    void ourBitInTheCertificateOfAStatusIsAmnesia() {
        var status = new Status(Optional.of(certificate(Vote.Phase.COMMIT, 1)));
        assertThat(voter(1).receives(status).state().amnesia()).isPresent();
        assertThat(voter(3).receives(status).state().amnesia()).isEmpty();
    }

    private static Script voter(int seat) {
        var script = begun(seat);
        answer(script, Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN);
        return script;
    }

    /// A witness may come late, when the replica votes already: then it stops.
    @Test
    void aSignatureShownLaterStopsTheVoter() {
        var old = begun(3);
        answer(old, Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN);
        old.receives(SEATS.prePrepare(View.ZERO, BLOCK)).accepts(BLOCK);
        old.receives(SEATS.commit(3, View.ZERO, BLOCK));
        assertThat(old.broadcasts()).containsExactly(new QueryStable(8));
        assertThat(old.effects()).contains(new Effect.Persist(new Forgot(ONE)));
        assertThat(old.receives(SEATS.prepare(0, View.ZERO, BLOCK), SEATS.prepare(2, View.ZERO, BLOCK))
                        .broadcasts())
                .isEmpty();
    }

    @Test
    void ourOwnWordsComingBackAreNoAmnesia() {
        var voter = begun(3);
        answer(voter, Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN);
        voter.receives(SEATS.prePrepare(View.ZERO, BLOCK)).accepts(BLOCK);
        assertThat(voter.receives(SEATS.prepare(3, View.ZERO, BLOCK)).effects()).isEmpty();
    }

    /// While it catches up, a block with our bit from beyond the journal gives the old backup away.
    @Test
    void ourBitInABlockThatIsCaughtUpIsAmnesia() {
        var old = started(1, new Began(ONE));
        answer(old, Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN, Seats.NOTHING_KNOWN);
        assertThat(old.receives(SEATS.certified(BLOCK)).effects())
                .contains(new Effect.Persist(new Forgot(ONE)))
                .anyMatch(Effect.CommitBlock.class::isInstance);
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
