// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tributary.pbft.JournalRecord.Accepted;
import org.tributary.pbft.JournalRecord.Began;
import org.tributary.pbft.JournalRecord.Changed;
import org.tributary.pbft.JournalRecord.Locked;
import org.tributary.pbft.PbftMessage.Commit;
import org.tributary.pbft.PbftMessage.Fetch;
import org.tributary.pbft.PbftMessage.Status;
import org.tributary.pbft.PbftMessage.ViewChange;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.committee.Vote;

/// What other implementations got wrong, each shown to one replica here.
class KnownBugsTest {
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

    /// IBFT 1.0 locked on 2f + 1 votes where n is not 3f + 1: two blocks could be locked at once. Here any two quorums
    /// share more than f members, whatever the size.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 21, 22, 23, 30})
    void anyTwoQuorumsShareACorrectMember(int size) {
        var committee = Seats.of(size).committee();
        assertThat(2 * committee.quorum() - size).isGreaterThan(committee.faults());
        assertThat(size - committee.faults()).isGreaterThanOrEqualTo(committee.quorum());
    }

    /// IBFT 1.0 again: with six members, 2f + 1 = 3 PREPAREs lock nothing, nor does a fourth; five do.
    @Test
    void aLockNeedsTheSameQuorumAsACommit() {
        var six = Seats.of(6);
        var backup = new Script(State.fresh(six.replica(1), Tip.GENESIS))
                .receives(six.prePrepare(View.ZERO, BLOCK))
                .accepts(BLOCK)
                .receives(six.prepare(2, View.ZERO, BLOCK), six.prepare(3, View.ZERO, BLOCK));
        assertThat(backup.state().round().locked()).isEmpty();
        backup.receives(six.prepare(4, View.ZERO, BLOCK));
        assertThat(backup.broadcasts()).containsExactly(six.commit(1, View.ZERO, BLOCK));
    }

    /// Besu's QBFT refused a block that was prepared in one view and re-proposed in a later one with its old header.
    /// Here it is taken as often as it is needed: proposed in view 0, prepared again in view 1, proposed in view 2.
    @Test
    void aBlockIsReproposedWithItsOldHeaderHoweverOften() {
        var changes = Stream.of(0, 1, 2)
                .map(seat -> SEATS.viewChange(seat, ONE, SECOND, Optional.of(BLOCK), FIRST))
                .toList();
        var newView = SEATS.newView(ONE, SECOND, changes, Optional.of(BLOCK));
        assertThat(new MessageVerifier(SEATS.follower()).verify(newView).accepted())
                .isTrue();
        var backup = replica(3).receives(newView);
        assertThat(backup.effects(Effect.Validate.class))
                .containsExactly(new Effect.Validate(ONE, SECOND, true, BLOCK));
        assertThat(backup.accepts(BLOCK).broadcasts()).containsExactly(SEATS.prepare(3, SECOND, BLOCK));
    }

    /// Besu's QBFT again: time-outs grew without a cap, to 4,096 s, until operators restarted all.
    @Test
    void patienceNeverExceedsTheCapHoweverManyViewsFailed() {
        var backup = replica(3).on(new Event.DemandChanged(true));
        for (int view = 1; view <= 60; view++) {
            backup.timesOut(Timer.PROGRESS);
            backup.receives(plain(0, new View(view)), plain(1, new View(view)), plain(2, new View(view)));
            assertThat(backup.effects(Effect.StartTimer.class))
                    .filteredOn(started -> started.timer() == Timer.PROGRESS)
                    .allMatch(started -> started.millis() <= Timeouts.DEFAULT.capMillis());
        }
        assertThat(backup.state().view()).isEqualTo(new View(60));
    }

    /// BFT-SMaRt: a replica that was cut off came back in a view far above the others', and neither side gave in.
    @Test
    void cutOffAloneItDoesNotRunAhead() {
        var alone = replica(3).on(new Event.DemandChanged(true));
        IntStream.range(0, 100).forEach(time -> alone.timesOut(Timer.PROGRESS));
        assertThat(alone.state().view()).isEqualTo(FIRST);
    }

    /// BFT-SMaRt again: the others went on without the one that was cut off, here to a higher view and a next height.
    @Test
    void heardAgainItJoinsTheOthersAtOnce() {
        var alone = replica(3).on(new Event.DemandChanged(true)).timesOut(Timer.PROGRESS);
        var fresh = TestBlock.of(ONE, SECOND, "fresh");
        alone.receives(SEATS.newView(
                        ONE, SECOND, List.of(plain(0, SECOND), plain(1, SECOND), plain(2, SECOND)), Optional.empty()))
                .receives(SEATS.prePrepare(SECOND, fresh))
                .accepts(fresh);
        assertThat(alone.broadcasts()).containsExactly(SEATS.prepare(3, SECOND, fresh));

        var late = replica(3).on(new Event.DemandChanged(true)).timesOut(Timer.PROGRESS);
        var next = TestBlock.of(new Height(2), View.ZERO, "next");
        late.receives(SEATS.certified(BLOCK))
                .on(new Event.Committed(ONE))
                .receives(SEATS.prePrepare(View.ZERO, next))
                .accepts(next);
        assertThat(late.broadcasts()).containsExactly(SEATS.prepare(3, View.ZERO, next));
    }

    /// BFT-SMaRt once more: a replica that stood still for minutes never recovered. Its timers fire late and its old
    /// messages arrive; then the first word of the others leads it on.
    @Test
    void afterALongPauseItCatchesUpAndVotes() {
        var paused = replica(3).on(new Event.DemandChanged(true)).timesOut(Timer.PROGRESS);
        paused.receives(SEATS.prePrepare(View.ZERO, BLOCK), SEATS.prepare(1, View.ZERO, BLOCK));
        var tip = SEATS.certificate(Vote.Phase.COMMIT, View.ZERO, block(20));
        paused.on(new Event.Received(1, new Status(Optional.of(tip))));
        assertThat(paused.effects(Effect.Send.class)).contains(new Effect.Send(1, new Fetch(ONE)));
        for (long height = 1; height <= 20; height++) {
            paused.receives(SEATS.certified(block(height))).on(new Event.Committed(new Height(height)));
        }
        paused.receives(SEATS.prePrepare(View.ZERO, block(21))).accepts(block(21));
        assertThat(paused.broadcasts()).containsExactly(SEATS.prepare(3, View.ZERO, block(21)));
    }

    private static Proposal block(long height) {
        return TestBlock.of(new Height(height), View.ZERO, "a");
    }

    /// Fabric 0.6 changed views for ever under load, each time as impatiently as before. Here patience grows with each
    /// view of a height, and falls back with the next block.
    @Test
    void patienceGrowsUntilABlockIsCommitted() {
        var backup = replica(3).on(new Event.DemandChanged(true));
        long before = Timeouts.DEFAULT.firstMillis();
        for (int view = 1; view <= 5; view++) {
            backup.timesOut(Timer.PROGRESS).receives(plain(0, new View(view)), plain(1, new View(view)));
            long now = backup.state().instance().rules().timeouts().progressMillis(view, 1);
            assertThat(backup.effects(Effect.StartTimer.class))
                    .extracting(Effect.StartTimer::millis)
                    .contains(now);
            assertThat(now).isGreaterThan(before);
            before = now;
        }
        backup.receives(SEATS.certified(BLOCK)).on(new Event.Committed(ONE));
        assertThat(backup.effects(Effect.StartTimer.class))
                .extracting(Effect.StartTimer::millis)
                .contains(Timeouts.DEFAULT.firstMillis());
    }

    /// Tendermint: a validator that forgot what it was locked on may help another block to a quorum in a later view.
    /// Here who forgot is no voter, and who remembers keeps its lock and carries it on.
    @Test
    void aLockIsNotForgottenInALaterView() {
        var locked = new Locked(SEATS.certificate(Vote.Phase.PREPARE, View.ZERO, BLOCK));
        var restarted = new Script(Recovery.recovered(
                        SEATS.replica(3),
                        new Recovery.Found(
                                Tip.GENESIS,
                                List.of(
                                        new Began(ONE),
                                        new Accepted(View.ZERO, BLOCK),
                                        locked,
                                        new Changed(ONE, FIRST)),
                                false,
                                List.of()),
                        7))
                .on(new Event.Started());
        for (int peer = 0; peer < 3; peer++) {
            restarted.on(new Event.Received(peer, Seats.NOTHING_KNOWN));
        }
        assertThat(restarted.broadcasts()).contains(SEATS.viewChange(3, ONE, FIRST, Optional.of(BLOCK)));
        restarted.receives(plain(0, SECOND), plain(1, SECOND));
        assertThat(restarted.broadcasts()).contains(SEATS.viewChange(3, ONE, SECOND, Optional.of(BLOCK)));
    }

    /// Besu keeps no votes on disk. Here the vote is on the disk before it leaves.
    @Test
    void eachVoteIsDurableBeforeItLeaves() {
        var backup = replica(1).receives(SEATS.prePrepare(View.ZERO, BLOCK)).accepts(BLOCK);
        assertThat(backup.effects())
                .containsSubsequence(
                        new Effect.Persist(new Accepted(View.ZERO, BLOCK)),
                        new Effect.Broadcast(SEATS.prepare(1, View.ZERO, BLOCK)));
        backup.receives(SEATS.prepare(2, View.ZERO, BLOCK));
        assertThat(backup.effects())
                .containsSubsequence(
                        new Effect.Persist(new Locked(SEATS.certificate(Vote.Phase.PREPARE, View.ZERO, BLOCK))),
                        new Effect.Broadcast(
                                new Commit(SEATS.commit(1, View.ZERO, BLOCK).vote())));
    }

    /// §3: reigns rotate primaries, here every two heights.
    @Test
    void theNextReignHasTheNextPrimary() {
        var twoHeights = Seats.of(4, 2, Timeouts.DEFAULT);
        var tip = new Tip(ONE, View.ZERO, Optional.of(twoHeights.certificate(Vote.Phase.COMMIT, View.ZERO, BLOCK)));
        var first = new Script(State.fresh(twoHeights.replica(0), tip)).on(new Event.DemandChanged(true));
        var second = new Script(State.fresh(twoHeights.replica(1), tip)).on(new Event.DemandChanged(true));
        assertThat(first.effects(Effect.Build.class)).isEmpty();
        assertThat(second.effects(Effect.Build.class)).hasSize(1);
    }
}
