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
import static org.tributary.pbft.Starts.certificate;
import static org.tributary.pbft.Starts.prepared;
import static org.tributary.pbft.Starts.proves;
import static org.tributary.pbft.Starts.shows;
import static org.tributary.pbft.Starts.started;
import static org.tributary.pbft.Starts.voter;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tributary.pbft.JournalRecord.Accepted;
import org.tributary.pbft.JournalRecord.Began;
import org.tributary.pbft.JournalRecord.Changed;
import org.tributary.pbft.JournalRecord.Forgot;
import org.tributary.pbft.PbftMessage.QueryStable;
import org.tributary.pbft.PbftMessage.Status;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;
import org.tributary.primitives.committee.Vote;

/// §3, the amnesia rule: a signature of its own that a replica does not know, wherever it shows. ADR 0008.
class AmnesiaTest {
    private static State recovered(int seat, Tip tip, List<QuorumCertificate> recent, JournalRecord... records) {
        return Recovery.recovered(SEATS.replica(seat), new Recovery.Found(tip, List.of(records), false, recent), 7);
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
}
