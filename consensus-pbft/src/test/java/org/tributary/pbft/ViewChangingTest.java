// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tributary.pbft.PbftMessage.NewView;
import org.tributary.pbft.PbftMessage.Prepare;
import org.tributary.pbft.PbftMessage.ViewChange;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.Vote;

class ViewChangingTest {
    private static final Height ONE = new Height(1);
    private static final View FIRST = new View(1);
    private static final View SECOND = new View(2);
    private static final Seats SEATS = Seats.of(4);
    private static final Proposal BLOCK = TestBlock.of(ONE, View.ZERO, "a");

    private static Script replica(int seat) {
        return new Script(State.fresh(SEATS.replica(seat), Tip.GENESIS));
    }

    private static ViewChange plain(int seat, View view) {
        return SEATS.viewChange(seat, ONE, view, Optional.empty());
    }

    private static List<ViewChange> quorum(View view, Optional<Proposal> lastPrepared) {
        return IntStream.range(0, 3)
                .mapToObj(seat -> seat == 2 ? SEATS.viewChange(seat, ONE, view, lastPrepared) : plain(seat, view))
                .toList();
    }

    /// §3, durable before sent: the new view.
    @Test
    void aTimeOutIsRememberedBeforeItIsSaid() {
        var backup = replica(2).on(new Event.DemandChanged(true)).timesOut(Timer.PROGRESS);
        assertThat(backup.effects().subList(0, 2))
                .containsExactly(
                        new Effect.Persist(new JournalRecord.Changed(ONE, FIRST)),
                        new Effect.Broadcast(plain(2, FIRST)));
    }

    /// §3: ×1.5 for every view change.
    @Test
    void theNextWaitIsLonger() {
        var backup = replica(2).on(new Event.DemandChanged(true)).timesOut(Timer.PROGRESS);
        assertThat(backup.effects(Effect.StartTimer.class))
                .extracting(Effect.StartTimer::millis)
                .containsExactly(1_500L);
    }

    /// Castro–Liskov §4.4: the VIEW-CHANGE carries the prepared certificate, here with its block.
    @Test
    void carriesOnTheBlockThatItSawPrepared() {
        var backup = replica(1)
                .receives(SEATS.prePrepare(View.ZERO, BLOCK))
                .accepts(BLOCK)
                .receives(SEATS.prepare(2, View.ZERO, BLOCK))
                .timesOut(Timer.PROGRESS);
        assertThat(backup.broadcasts()).contains(SEATS.viewChange(1, ONE, FIRST, Optional.of(BLOCK)));
    }

    /// Castro–Liskov §4.4: after its VIEW-CHANGE a replica takes no other message of the old view.
    @Test
    void votesNoMoreInAViewThatItLeft() {
        var backup = replica(2)
                .receives(SEATS.prePrepare(View.ZERO, BLOCK))
                .timesOut(Timer.PROGRESS)
                .accepts(BLOCK);
        assertThat(backup.effects()).isEmpty();
    }

    /// Castro–Liskov §4.5.2: f + 1 higher VIEW-CHANGEs pull along at once, to the smallest view among them.
    @Test
    void weakQuorumPullsAlongToTheSmallestView() {
        var backup = replica(3).receives(plain(0, new View(9)));
        assertThat(backup.broadcasts()).isEmpty();
        assertThat(backup.receives(plain(1, SECOND)).broadcasts()).contains(plain(3, SECOND));
    }

    @Test
    void oneMemberAloneMovesNobody() {
        assertThat(replica(3).receives(plain(0, FIRST), plain(0, SECOND)).broadcasts())
                .isEmpty();
    }

    /// Castro–Liskov §4.4: with a quorum of VIEW-CHANGEs the new primary may lead.
    @Test
    void theNewPrimaryLeadsAtTheQuorum() {
        var primary = replica(1).receives(plain(0, FIRST), plain(2, FIRST));
        var expected =
                SEATS.newView(ONE, FIRST, List.of(plain(0, FIRST), plain(1, FIRST), plain(2, FIRST)), Optional.empty());
        assertThat(primary.broadcasts()).contains(expected);
        assertThat(primary.on(new Event.DemandChanged(true)).effects()).contains(new Effect.Build(ONE, FIRST));
    }

    /// §3: the block of the highest-view prepared certificate is re-proposed, with its own bytes.
    @Test
    void theNewPrimaryReproposesThePreparedBlock() {
        var primary = replica(1).receives(SEATS.prePrepare(View.ZERO, BLOCK)).accepts(BLOCK);
        primary.receives(plain(0, FIRST), SEATS.viewChange(2, ONE, FIRST, Optional.of(BLOCK)));
        var newView = primary.broadcasts().stream()
                .filter(NewView.class::isInstance)
                .map(NewView.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(newView.reproposal()).contains(SEATS.prePrepare(FIRST, BLOCK));
        assertThat(primary.effects().indexOf(new Effect.Persist(new JournalRecord.Accepted(FIRST, BLOCK))))
                .isNotNegative()
                .isLessThan(primary.effects().indexOf(new Effect.Broadcast(newView)));
    }

    /// §2: the clock is judged only at a first proposal.
    @Test
    void aReproposedBlockIsValidatedAsSuch() {
        var newView = SEATS.newView(ONE, FIRST, quorum(FIRST, Optional.of(BLOCK)), Optional.of(BLOCK));
        var backup = replica(3).receives(newView);
        assertThat(backup.effects(Effect.Validate.class)).containsExactly(new Effect.Validate(ONE, FIRST, true, BLOCK));
        assertThat(backup.accepts(BLOCK).broadcasts()).containsExactly(SEATS.prepare(3, FIRST, BLOCK));
    }

    /// Castro–Liskov §4.4: only a NEW-VIEW opens a view.
    @Test
    void aProposalBeforeItsNewViewWaits() {
        var fresh = TestBlock.of(ONE, FIRST, "fresh");
        var backup = replica(3).receives(SEATS.prePrepare(FIRST, fresh));
        assertThat(backup.effects(Effect.Validate.class)).isEmpty();
        backup.receives(SEATS.newView(ONE, FIRST, quorum(FIRST, Optional.empty()), Optional.empty()));
        assertThat(backup.effects(Effect.Validate.class))
                .containsExactly(new Effect.Validate(ONE, FIRST, false, fresh));
    }

    @Test
    void aNewViewBelowOurOwnPromiseIsIgnored() {
        var backup = replica(3).receives(plain(0, SECOND), plain(1, SECOND));
        assertThat(backup.receives(SEATS.newView(ONE, FIRST, quorum(FIRST, Optional.empty()), Optional.empty()))
                        .effects())
                .isEmpty();
    }

    /// A replica that lost the NEW-VIEW gets it from anyone who has it.
    @Test
    void aStuckReplicaGetsTheNewViewFromABackup() {
        var newView = SEATS.newView(ONE, FIRST, quorum(FIRST, Optional.empty()), Optional.empty());
        var backup = replica(2).receives(newView).receives(plain(3, FIRST));
        assertThat(backup.effects()).contains(new Effect.Send(3, newView));
    }

    /// Castro–Liskov §4.5.2: without a quorum behind it a replica repeats itself, and does not run ahead.
    @Test
    void aloneItRepeatsItsViewChange() {
        var backup = replica(2)
                .on(new Event.DemandChanged(true))
                .timesOut(Timer.PROGRESS)
                .timesOut(Timer.PROGRESS);
        assertThat(backup.broadcasts()).contains(plain(2, FIRST)).doesNotContain(plain(2, SECOND));
    }

    @Test
    void withAQuorumBehindItThePatienceEnds() {
        var backup = replica(2).receives(plain(0, FIRST), plain(3, FIRST)).timesOut(Timer.PROGRESS);
        assertThat(backup.broadcasts()).contains(plain(2, SECOND));
    }

    /// The next height starts where its parent says, so a view given up alone is forgotten with its height.
    @Test
    void aReplicaThatGaveUpAloneVotesAgainAtTheNextHeight() {
        var next = TestBlock.of(new Height(2), View.ZERO, "next");
        var backup = replica(3)
                .on(new Event.DemandChanged(true))
                .timesOut(Timer.PROGRESS)
                .receives(SEATS.certified(BLOCK))
                .on(new Event.Committed(ONE))
                .receives(SEATS.prePrepare(View.ZERO, next))
                .accepts(next);
        assertThat(backup.broadcasts()).hasAtLeastOneElementOfType(Prepare.class);
    }

    /// A primary that died costs one time-out, not one for each height of its reign.
    @Test
    void theNextHeightKeepsTheViewOfTheLastBlocksFirstProposal() {
        var late = TestBlock.of(ONE, SECOND, "late");
        var backup = replica(3).receives(SEATS.certified(late)).on(new Event.Committed(ONE));
        assertThat(backup.state().view()).isEqualTo(SECOND);
        assertThat(SEATS.certificate(Vote.Phase.COMMIT, SECOND, late)
                        .verify(SEATS.committee())
                        .accepted())
                .isTrue();
    }
}
