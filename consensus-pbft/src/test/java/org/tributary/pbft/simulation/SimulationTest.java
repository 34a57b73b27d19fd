// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.tributary.pbft.Seats;
import org.tributary.pbft.Timeouts;

/// Agreement and progress under loss, duplication, reordering, crashes with lost writes, and one adversary of
/// each kind.
///
/// One seed alone: `mvn -pl consensus-pbft -am test -Dtest=SimulationTest
/// -Dsurefire.failIfNoSpecifiedTests=false -Dtributary.seed=N`.
class SimulationTest {
    private static final long SEEDS = Long.getLong("tributary.seeds", 200);
    private static final int HEIGHTS = 4;

    /// So that the disks of replicas that are busy are struck.
    private static final int MORE_HEIGHTS = 60;

    private static final Timeouts TIMEOUTS = new Timeouts(200, 2_000, 100);

    /// Virtual time after which no excuse is left. The cap of the time-outs allows some ten view changes in it.
    private static final long PATIENCE_MILLIS = Simulation.HEALS_AT_MILLIS + 30_000;

    @Test
    void committeesAgreeAndProgressWhateverTheSeed() {
        seeds().forEach(seed -> {
            var simulation = run(seed);
            if (!simulation.checker().broken().isEmpty()) {
                fail(report(seed, simulation.checker().broken().toString()));
            }
            if (!simulation.isDone()) {
                fail(report(seed, "no progress: " + heights(simulation)));
            }
        });
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        assertThat(run(7).trace()).isEqualTo(run(7).trace()).isNotEqualTo(run(8).trace());
    }

    /// The checkers see: with two equivocators among four, agreement must break for some seed.
    @Test
    void twoTraitorsOfFourAreDetected() {
        var caught = LongStream.range(0, 50).anyMatch(seed -> {
            var seats = Seats.of(4, 2, TIMEOUTS);
            var simulation = new Simulation(seats, seed, Faults.NONE, HEIGHTS);
            simulation.corrupt(0, new Equivocator(seats));
            simulation.corrupt(2, new Equivocator(seats));
            simulation.run(PATIENCE_MILLIS);
            return !simulation.checker().broken().isEmpty();
        });
        assertThat(caught).isTrue();
    }

    @Test
    void anEquivocatingPrimaryIsReported() {
        var seats = Seats.of(4, 2, TIMEOUTS);
        var simulation = new Simulation(seats, 1, Faults.NONE, HEIGHTS);
        simulation.corrupt(0, new Equivocator(seats));
        simulation.run(PATIENCE_MILLIS);
        assertThat(simulation.correct())
                .anyMatch(node -> node.evidence().stream().anyMatch(found -> found.seat() == 0));
    }

    /// f replicas lose their journal or database, or get an old one: it is noticed, and harms nobody.
    @Test
    void lostAndOldDisksAreSurvived() {
        int amnesias = 0;
        for (long seed : seeds().toArray()) {
            var simulation = runWithDiskFault(seed);
            if (!simulation.checker().broken().isEmpty()) {
                fail(report(seed, simulation.checker().broken().toString()));
            }
            if (!simulation.isDone()) {
                fail(report(seed, "no progress: " + heights(simulation)));
            }
            amnesias += simulation.nodes().stream().mapToInt(Node::amnesias).sum();
        }
        assertThat(amnesias).isPositive();
    }

    private static String heights(Simulation simulation) {
        return "heights "
                + simulation.nodes().stream().map(node -> node.store().size()).toList();
    }

    private static Simulation runWithDiskFault(long seed) {
        var random = new Random(seed);
        var kinds = DiskFault.values();
        var fault = kinds[1 + random.nextInt(kinds.length - 1)];
        var drawn = random.nextBoolean() ? Faults.NONE : Faults.drawn(random);
        var seats = Seats.of(seed % 8 == 7 ? 7 : 4, 1 + random.nextInt(3), TIMEOUTS);
        var simulation = new Simulation(seats, seed, drawn.with(fault), MORE_HEIGHTS);
        simulation.run(PATIENCE_MILLIS);
        return simulation;
    }

    private static Simulation run(long seed) {
        var random = new Random(seed);
        int size = seed % 8 == 7 ? 7 : 4;
        var seats = Seats.of(size, 1 + random.nextInt(3), TIMEOUTS);
        var simulation = new Simulation(seats, seed, Faults.drawn(random), HEIGHTS);
        for (int traitor = 0; traitor < seats.committee().faults(); traitor++) {
            int seat = random.nextInt(size);
            switch ((int) (seed % 5)) {
                case 0 -> {}
                case 1 -> simulation.corrupt(seat, new Equivocator(seats));
                case 2 -> simulation.corrupt(seat, new Silent());
                case 3 -> simulation.corrupt(seat, new Liar(seats));
                default -> simulation.corrupt(seat, new Replayer(new Random(seed)));
            }
        }
        simulation.run(PATIENCE_MILLIS);
        return simulation;
    }

    private static LongStream seeds() {
        var only = Long.getLong("tributary.seed");
        return only == null ? LongStream.range(0, SEEDS) : LongStream.of(only);
    }

    private static String report(long seed, String what) {
        return what + "\nagain: mvn -pl consensus-pbft -am test -Dtest=SimulationTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dtributary.seed=" + seed;
    }
}
