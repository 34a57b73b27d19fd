// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tributary.pbft.Seats;
import org.tributary.pbft.Timeouts;

/// What is left of a committee's speed when as many members as may fail are gone for good: in virtual time, with the
/// devnet's reigns, pauses and time-outs, and the dead where they hurt most, on neighbouring seats. ADR 0011.
class CrashedTest {
    private static final int REIGN = 100;
    private static final long PAUSE_MILLIS = 50;
    private static final Timeouts TIMEOUTS = new Timeouts(500, 10_000, 500);
    private static final int ENDLESS = 1_000_000;
    private static final long KILLED_AT_MILLIS = 4_000;
    private static final long RECOVERY_MILLIS = 5_000;
    /// The dead have been due again by then.
    private static final long END_MILLIS = 35_000;

    @Test
    void keepsFourFifthsOfItsBlocksFiveSecondsAfterTheCrash() {
        for (int size : List.of(4, 7)) {
            var commits = run(size, END_MILLIS);
            double before = perSecond(commits, 1_000, KILLED_AT_MILLIS);
            double after = perSecond(commits, KILLED_AT_MILLIS + RECOVERY_MILLIS, END_MILLIS);
            assertThat(after / before).as("of %s validators", size).isGreaterThan(0.8);
        }
    }

    @Test
    void commitsAgainWithinFiveSecondsHoweverManyDeadPrimariesFollowEachOther() {
        long end = KILLED_AT_MILLIS + 2 * RECOVERY_MILLIS;
        var commits = run(16, end);
        assertThat(longestGap(commits)).isBetween(5 * TIMEOUTS.firstMillis(), RECOVERY_MILLIS);
        assertThat(end - commits.getLast()).isLessThan(RECOVERY_MILLIS / 5);
    }

    /// When the first member, which lives, committed each block.
    private static List<Long> run(int size, long untilMillis) {
        var seats = Seats.of(size, REIGN, TIMEOUTS);
        var simulation = new Simulation(seats, 1, Faults.NONE, ENDLESS);
        simulation.paceBlocks(PAUSE_MILLIS);
        for (int dead = 1; dead <= seats.committee().faults(); dead++) {
            simulation.kill(dead, KILLED_AT_MILLIS);
        }
        simulation.run(untilMillis);
        assertThat(simulation.checker().broken()).isEmpty();
        return simulation.nodes().getFirst().commitMillis();
    }

    private static double perSecond(List<Long> commits, long fromMillis, long toMillis) {
        long count =
                commits.stream().filter(at -> at >= fromMillis && at < toMillis).count();
        return count * 1e3 / (toMillis - fromMillis);
    }

    private static long longestGap(List<Long> commits) {
        long longest = 0;
        for (int i = 1; i < commits.size(); i++) {
            longest = Math.max(longest, commits.get(i) - commits.get(i - 1));
        }
        return longest;
    }
}
