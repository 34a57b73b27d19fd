// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tributary.pbft.PbftMessage.Fetch;
import org.tributary.pbft.PbftMessage.Status;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.Vote;

class CatchingUpTest {
    private static final Height ONE = new Height(1);
    private static final Seats SEATS = Seats.of(4);

    private static Proposal block(long height) {
        return TestBlock.of(new Height(height), View.ZERO, "a");
    }

    private static Status status(long height) {
        return new Status(Optional.of(SEATS.certificate(Vote.Phase.COMMIT, View.ZERO, block(height))));
    }

    private static Script replica(int seat) {
        return new Script(State.fresh(SEATS.replica(seat), Tip.GENESIS));
    }

    private static Script above(Proposal block) {
        return replica(1).receives(SEATS.certified(block)).on(new Event.Committed(block.height()));
    }

    @Test
    void saysOnStartHowFarItIs() {
        assertThat(replica(1).on(new Event.Started()).broadcasts()).containsExactly(new Status(Optional.empty()));
    }

    @Test
    void aProvenHigherBlockIsAskedForAtOnce() {
        var late = replica(1).on(new Event.Received(2, status(40)));
        assertThat(late.effects(Effect.Send.class)).containsExactly(new Effect.Send(2, new Fetch(ONE)));
    }

    /// One liar cannot send us asking, f + 1 members include a correct one.
    @Test
    void aWeakQuorumOfHigherVotesIsBelieved() {
        var late = replica(1).receives(SEATS.prepare(0, View.ZERO, block(5)));
        assertThat(late.effects()).isEmpty();
        assertThat(late.receives(SEATS.prepare(3, View.ZERO, block(5))).effects(Effect.Send.class))
                .containsExactly(new Effect.Send(3, new Fetch(ONE)));
    }

    @Test
    void theNextMemberIsAskedWhenOneDoesNotAnswer() {
        var late = replica(1).on(new Event.Received(2, status(40))).timesOut(Timer.CATCH_UP);
        assertThat(late.effects(Effect.Send.class)).containsExactly(new Effect.Send(3, new Fetch(ONE)));
    }

    @Test
    void whoIsBehindAsksForBlocksAndNotForAnotherPrimary() {
        var late = replica(1)
                .on(new Event.DemandChanged(true))
                .on(new Event.Received(2, status(40)))
                .timesOut(Timer.PROGRESS);
        assertThat(late.broadcasts()).isEmpty();
    }

    @Test
    void certifiedBlocksAreAppliedOneByOneWhateverTheirOrder() {
        var late = replica(1).receives(SEATS.certified(block(2)), SEATS.certified(block(1)));
        assertThat(late.effects(Effect.CommitBlock.class))
                .extracting(Effect.CommitBlock::proposal)
                .containsExactly(block(1));
        assertThat(late.on(new Event.Committed(ONE)).effects(Effect.CommitBlock.class))
                .extracting(Effect.CommitBlock::proposal)
                .containsExactly(block(2));
    }

    @Test
    void blocksBeyondTheWindowAreNotKept() {
        var late = replica(1).receives(SEATS.certified(block(2 + CatchUp.WINDOW)));
        assertThat(late.state().catchUp().blocks()).isEmpty();
    }

    @Test
    void servesAWindowOfBlocksAndItsOwnStatus() {
        var ahead = above(block(1)).on(new Event.Received(9, new Fetch(ONE)));
        assertThat(ahead.effects()).containsExactly(new Effect.Serve(9, ONE, ONE), new Effect.Send(9, status(1)));
    }

    @Test
    void aMemberThatIsBehindIsTold() {
        assertThat(above(block(1))
                        .on(new Event.Received(3, new Status(Optional.empty())))
                        .effects())
                .containsExactly(new Effect.Send(3, status(1)));
        assertThat(above(block(1))
                        .receives(SEATS.viewChange(3, ONE, new View(1), Optional.empty()))
                        .effects())
                .containsExactly(new Effect.Send(3, status(1)));
    }

    /// Loss is survived: who asks gets said again what was said.
    @Test
    void aStatusOfTheSameHeightIsAnsweredWithOurOwnMessages() {
        var backup = replica(1).receives(SEATS.prePrepare(View.ZERO, block(1))).accepts(block(1));
        assertThat(backup.on(new Event.Received(3, new Status(Optional.empty())))
                        .effects())
                .containsExactly(new Effect.Send(3, SEATS.prepare(1, View.ZERO, block(1))));
    }

    @Test
    void aCommitCertificateWithoutItsBlockFetchesIt() {
        var backup = replica(3)
                .receives(
                        SEATS.commit(0, View.ZERO, block(1)),
                        SEATS.commit(1, View.ZERO, block(1)),
                        SEATS.commit(2, View.ZERO, block(1)));
        assertThat(backup.effects(Effect.Send.class)).containsExactly(new Effect.Send(0, new Fetch(ONE)));
    }

    /// A follower has no vote, and is called by nobody: it asks.
    @Test
    void aFollowerAppliesWhatIsCertifiedAndNeverVotes() {
        var follower = new Script(State.fresh(SEATS.follower(), Tip.GENESIS)).on(new Event.Started());
        assertThat(follower.effects(Effect.StartTimer.class))
                .extracting(Effect.StartTimer::timer)
                .containsExactly(Timer.CATCH_UP);
        assertThat(follower.timesOut(Timer.CATCH_UP).effects(Effect.Send.class))
                .containsExactly(new Effect.Send(1, new Fetch(ONE)));
        assertThat(follower.receives(SEATS.prePrepare(View.ZERO, block(1))).broadcasts())
                .isEmpty();
        assertThat(follower.receives(SEATS.certified(block(1))).effects(Effect.CommitBlock.class))
                .hasSize(1);
    }
}
