// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tributary.pbft.JournalRecord.Accepted;
import org.tributary.pbft.JournalRecord.Began;
import org.tributary.pbft.JournalRecord.Changed;
import org.tributary.pbft.JournalRecord.Locked;
import org.tributary.pbft.PbftMessage.QueryStable;
import org.tributary.pbft.PbftMessage.Status;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.QuorumCertificate;
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
        return restarted(SEATS, seat, Tip.GENESIS, records);
    }

    /// All others answered that they know nothing.
    private static Script restarted(Seats seats, int seat, Tip tip, JournalRecord... records) {
        var script = new Script(Recovery.recovered(
                seats.replica(seat), new Recovery.Found(tip, List.of(records), false, List.of()), 7));
        script.on(new Event.Started());
        for (int other = 0; other < seats.committee().size(); other++) {
            if (other != seat) {
                script.on(new Event.Received(other, Seats.NOTHING_KNOWN));
            }
        }
        return script;
    }

    private static QuorumCertificate certificate(Proposal block) {
        return SEATS.certificate(Vote.Phase.COMMIT, View.ZERO, block);
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
        var tip = new Tip(ONE, View.ZERO, Optional.of(certificate(BLOCK)));
        var above = restarted(SEATS, 1, tip, new Accepted(View.ZERO, BLOCK), LOCKED);
        assertThat(above.state().round()).isEqualTo(Round.starting(View.ZERO));
        assertThat(above.state().ballots()).isEqualTo(Ballots.none());
        assertThat(above.effects()).contains(new Effect.Forget(new Began(new Height(2))));
    }

    /// The application lost a block that consensus saw stored: below the journal nothing is signed again.
    @Test
    void aJournalAheadOfTheChainFollowsUntilTheChainComesUp() {
        var second = TestBlock.of(new Height(2), View.ZERO, "second");
        var locked = new Locked(SEATS.certificate(Vote.Phase.PREPARE, View.ZERO, second));
        var behind = restarted(1, new Began(new Height(2)), new Accepted(View.ZERO, second), locked);
        assertThat(behind.receives(SEATS.prePrepare(View.ZERO, OTHER)).effects())
                .noneMatch(Effect.Validate.class::isInstance)
                .noneMatch(Effect.Persist.class::isInstance);
        behind.receives(SEATS.certified(BLOCK)).on(new Event.Committed(ONE));
        assertThat(behind.effects()).noneMatch(Effect.Forget.class::isInstance);
        assertThat(behind.on(new Event.Received(3, new Status(Optional.of(certificate(BLOCK)))))
                        .effects())
                .contains(new Effect.Send(3, SEATS.commit(1, View.ZERO, second)));
    }

    /// A journal above the chain cannot prove what it knew, so it is no witness for others.
    @Test
    void aJournalAheadOfTheChainDoesNotAnswerForOthers() {
        var behind = restarted(1, new Began(new Height(2)));
        assertThat(behind.on(new Event.Received(2, new QueryStable(1))).effects())
                .isEmpty();
    }

    /// Castro–Liskov §4.2 for n = 1: the crash came between the block and its certificate.
    @Test
    void aValidatorAloneGoesOnWithItsBlock() {
        var alone = Seats.of(1);
        var only = restarted(alone, 0, Tip.GENESIS, new Accepted(View.ZERO, BLOCK));
        assertThat(only.effects(Effect.CommitBlock.class)).hasSize(1);
    }
}
