// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tributary.pbft.JournalRecord.Accepted;
import org.tributary.pbft.JournalRecord.Began;
import org.tributary.pbft.JournalRecord.Changed;
import org.tributary.pbft.JournalRecord.Locked;
import org.tributary.primitives.Height;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.Vote;

/// §3: a replica that restarts never votes differently in a slot that it voted in.
class RecoveryTest {
    private static final Height ONE = new Height(1);
    private static final View FIRST = new View(1);
    private static final Seats SEATS = Seats.of(4);
    private static final Proposal BLOCK = TestBlock.of(ONE, View.ZERO, "a");
    private static final Proposal OTHER = TestBlock.of(ONE, View.ZERO, "b");
    private static final Locked LOCKED = new Locked(SEATS.certificate(Vote.Phase.PREPARE, View.ZERO, BLOCK));

    private static Script restarted(int seat, JournalRecord... records) {
        return new Script(Recovery.recovered(SEATS.replica(seat), Tip.GENESIS, List.of(records)))
                .on(new Event.Started());
    }

    @Test
    void saysItsPrepareAgain() {
        assertThat(restarted(1, new Began(ONE), new Accepted(View.ZERO, BLOCK)).broadcasts())
                .contains(SEATS.prepare(1, View.ZERO, BLOCK));
    }

    @Test
    void aPrimaryProposesTheSameBlockAgainAndNoOther() {
        var primary = restarted(0, new Accepted(View.ZERO, BLOCK));
        assertThat(primary.broadcasts()).contains(SEATS.prePrepare(View.ZERO, BLOCK));
        assertThat(primary.on(new Event.DemandChanged(true)).effects(Effect.Build.class))
                .isEmpty();
    }

    @Test
    void saysItsCommitAgain() {
        assertThat(restarted(1, new Accepted(View.ZERO, BLOCK), LOCKED).broadcasts())
                .contains(SEATS.commit(1, View.ZERO, BLOCK));
    }

    @Test
    void preparesNoOtherBlockInASlotThatItVotedIn() {
        var backup = restarted(1, new Accepted(View.ZERO, BLOCK)).receives(SEATS.prePrepare(View.ZERO, OTHER));
        assertThat(backup.effects(Effect.Validate.class)).isEmpty();
    }

    @Test
    void staysOutOfAViewThatItLeftAndKeepsItsLock() {
        var backup = restarted(1, new Accepted(View.ZERO, BLOCK), LOCKED, new Changed(ONE, FIRST));
        assertThat(backup.broadcasts()).contains(SEATS.viewChange(1, ONE, FIRST, Optional.of(BLOCK)));
        assertThat(backup.receives(SEATS.prepare(2, View.ZERO, BLOCK)).broadcasts())
                .isEmpty();
    }

    @Test
    void aVoteInTheNewViewCountsMoreThanTheWayThere() {
        var backup = restarted(2, new Changed(ONE, FIRST), new Accepted(FIRST, BLOCK));
        assertThat(backup.broadcasts()).contains(SEATS.prepare(2, FIRST, BLOCK));
    }

    @Test
    void settledRecordsAreForgotten() {
        var tip = new Tip(ONE, View.ZERO, Optional.of(SEATS.certificate(Vote.Phase.COMMIT, View.ZERO, BLOCK)));
        var state = Recovery.recovered(SEATS.replica(1), tip, List.of(new Accepted(View.ZERO, BLOCK), LOCKED));
        assertThat(state.round()).isEqualTo(Round.starting(View.ZERO));
        assertThat(state.ballots()).isEqualTo(Ballots.none());
    }

    /// The application lost a block that consensus saw stored: going on could vote twice.
    @Test
    void aJournalAheadOfTheChainHaltsTheReplica() {
        assertThatThrownBy(() -> restarted(1, new Began(new Height(3)))).isInstanceOf(Invariant.Broken.class);
    }

    /// Castro–Liskov §4.2 for n = 1: the crash came between the block and its certificate.
    @Test
    void aValidatorAloneGoesOnWithItsBlock() {
        var alone = Seats.of(1);
        var only = new Script(
                        Recovery.recovered(alone.replica(0), Tip.GENESIS, List.of(new Accepted(View.ZERO, BLOCK))))
                .on(new Event.Started());
        assertThat(only.effects(Effect.CommitBlock.class)).hasSize(1);
    }
}
