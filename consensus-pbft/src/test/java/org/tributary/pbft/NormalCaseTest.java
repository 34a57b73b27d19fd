// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.Vote;

class NormalCaseTest {
    private static final Height ONE = new Height(1);
    private static final Seats SEATS = Seats.of(4);
    private static final Proposal BLOCK = TestBlock.of(ONE, View.ZERO, "a");
    private static final Proposal OTHER = TestBlock.of(ONE, View.ZERO, "b");

    private static Script replica(int seat) {
        return new Script(State.fresh(SEATS.replica(seat), Tip.GENESIS));
    }

    /// §3: the primary of height 1 in view 0 is seat 0.
    @Test
    void thePrimaryAsksForABlockOnceThereIsDemand() {
        var primary = replica(0);
        assertThat(primary.on(new Event.DemandChanged(true)).effects())
                .containsExactly(
                        new Effect.Build(ONE, View.ZERO),
                        new Effect.StartTimer(Timer.PROGRESS, 1, Timeouts.DEFAULT.firstMillis()));
        assertThat(primary.on(new Event.DemandChanged(true)).effects()).isEmpty();
    }

    /// §3, durable before sent: block + PREPARE.
    @Test
    void thePrimaryRemembersItsBlockBeforeItProposesIt() {
        var primary = replica(0).on(new Event.DemandChanged(true)).on(new Event.Built(BLOCK));
        assertThat(primary.effects())
                .containsExactly(
                        new Effect.Persist(new JournalRecord.Accepted(View.ZERO, BLOCK)),
                        new Effect.Broadcast(SEATS.prePrepare(View.ZERO, BLOCK)));
    }

    /// Castro–Liskov §4.2: a backup sends PREPARE for the first valid PRE-PREPARE.
    @Test
    void aBackupPreparesWhatTheApplicationAccepts() {
        var backup = replica(1).receives(SEATS.prePrepare(View.ZERO, BLOCK));
        assertThat(backup.effects(Effect.Validate.class))
                .containsExactly(new Effect.Validate(ONE, View.ZERO, false, BLOCK));
        assertThat(backup.broadcasts()).isEmpty();
        assertThat(backup.accepts(BLOCK).effects())
                .containsExactly(
                        new Effect.Persist(new JournalRecord.Accepted(View.ZERO, BLOCK)),
                        new Effect.Broadcast(SEATS.prepare(1, View.ZERO, BLOCK)));
    }

    /// Castro–Liskov §4.2: prepared is a quorum of matching PREPAREs, the primary's PRE-PREPARE among them.
    @Test
    void sendsCommitOnceAtTheQuorumOfPrepares() {
        var backup = replica(1).receives(SEATS.prePrepare(View.ZERO, BLOCK)).accepts(BLOCK);
        backup.receives(SEATS.prepare(2, View.ZERO, BLOCK));
        assertThat(backup.effects())
                .containsExactly(
                        new Effect.Persist(
                                new JournalRecord.Locked(SEATS.certificate(Vote.Phase.PREPARE, View.ZERO, BLOCK))),
                        new Effect.Broadcast(SEATS.commit(1, View.ZERO, BLOCK)));
        assertThat(backup.receives(SEATS.prepare(3, View.ZERO, BLOCK)).effects())
                .isEmpty();
    }

    @Test
    void votesForOtherBlocksDoNotCount() {
        var backup = replica(1).receives(SEATS.prePrepare(View.ZERO, BLOCK)).accepts(BLOCK);
        assertThat(backup.receives(SEATS.prepare(2, View.ZERO, OTHER), SEATS.prepare(3, View.ZERO, OTHER))
                        .broadcasts())
                .isEmpty();
    }

    @Test
    void commitsAtTheQuorumOfCommits() {
        var backup = replica(3)
                .receives(SEATS.prePrepare(View.ZERO, BLOCK))
                .receives(SEATS.commit(0, View.ZERO, BLOCK), SEATS.commit(1, View.ZERO, BLOCK));
        assertThat(backup.effects(Effect.CommitBlock.class)).isEmpty();
        backup.receives(SEATS.commit(2, View.ZERO, BLOCK));
        assertThat(backup.effects(Effect.CommitBlock.class))
                .containsExactly(new Effect.CommitBlock(BLOCK, SEATS.certificate(Vote.Phase.COMMIT, View.ZERO, BLOCK)));
    }

    @Test
    void theNextHeightBeginsWhenTheBlockIsStored() {
        var backup = replica(3).receives(SEATS.certified(BLOCK)).on(new Event.Committed(ONE));
        assertThat(backup.state().height()).isEqualTo(new Height(2));
        assertThat(backup.effects()).contains(new Effect.Forget(new JournalRecord.Began(new Height(2))));
    }

    /// The next PRE-PREPARE may overtake the last COMMIT.
    @Test
    void aMessageOfTheNextHeightWaitsForIt() {
        var next = TestBlock.of(new Height(2), View.ZERO, "next");
        var backup = replica(3)
                .receives(SEATS.prePrepare(View.ZERO, next))
                .receives(SEATS.certified(BLOCK))
                .on(new Event.Committed(ONE));
        assertThat(backup.effects()).contains(new Effect.Validate(new Height(2), View.ZERO, false, next));
    }

    /// A block names the view of its first proposal; only a NEW-VIEW may bring an older one back.
    @Test
    void aNewBlockOfAnotherViewIsNotTaken() {
        var old = TestBlock.of(ONE, View.ZERO, "old");
        var backup = new Script(State.fresh(SEATS.replica(3), new Tip(Height.ZERO, new View(2), Optional.empty())));
        assertThat(backup.receives(SEATS.prePrepare(new View(2), old)).effects(Effect.Validate.class))
                .isEmpty();
    }

    /// §3: two signed messages for one slot are evidence. The first keeps counting.
    @Test
    void reportsTwoBlocksFromOnePrimary() {
        var first = SEATS.prePrepare(View.ZERO, BLOCK);
        var second = SEATS.prePrepare(View.ZERO, OTHER);
        var backup = replica(1).receives(first, second);
        assertThat(backup.effects(Effect.ReportEquivocation.class))
                .containsExactly(new Effect.ReportEquivocation(new Evidence(first.vote(), second.vote())));
        assertThat(backup.effects(Effect.Validate.class)).hasSize(1);
    }

    @Test
    void aRefusedBlockGetsNoPrepareAndLeadsToTheNextView() {
        var backup = replica(1).receives(SEATS.prePrepare(View.ZERO, BLOCK)).refuses(BLOCK);
        assertThat(backup.broadcasts())
                .contains(SEATS.viewChange(1, ONE, new View(1), Optional.empty()))
                .noneMatch(PbftMessage.Prepare.class::isInstance);
    }

    /// §2: progress timers run only under demand, so idle chains stay idle.
    @Test
    void anIdleReplicaRunsNoTimer() {
        assertThat(replica(1).on(new Event.Started()).effects(Effect.StartTimer.class))
                .isEmpty();
    }

    @Test
    void demandThatGoesAwayStopsTheTimer() {
        var backup = replica(1).on(new Event.DemandChanged(true)).on(new Event.DemandChanged(false));
        assertThat(backup.effects()).containsExactly(new Effect.StopTimer(Timer.PROGRESS));
    }

    @Test
    void aValidatorAloneCommitsItsOwnBlocks() {
        var alone = Seats.of(1);
        var only = new Script(State.fresh(alone.replica(0), Tip.GENESIS))
                .on(new Event.DemandChanged(true))
                .on(new Event.Built(BLOCK));
        assertThat(only.effects())
                .contains(new Effect.CommitBlock(BLOCK, alone.certificate(Vote.Phase.COMMIT, View.ZERO, BLOCK)));
        assertThat(only.on(new Event.Committed(ONE)).effects()).contains(new Effect.Build(new Height(2), View.ZERO));
    }
}
