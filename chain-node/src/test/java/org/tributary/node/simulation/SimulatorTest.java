// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A fixed set of seeds in every build; `./tributary simulate` runs as many as one likes.
class SimulatorTest {
    private static final int ROUNDS = 2;
    private static final int THREADS = 2;

    @BeforeAll
    static void quiet() {
        Quiet.logs();
    }

    @Test
    void everythingHoldsInEveryScenario() {
        var scenarios = Scenario.dealt();
        var log = new StringWriter();
        var campaign = new Campaign(THREADS, new PrintWriter(log));
        campaign.scenarios(scenarios, 1, (long) ROUNDS * scenarios.size());
        assertThat(campaign.report().holds()).as(log.toString()).isTrue();
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        assertThat(trace(7)).isEqualTo(trace(7)).isNotEqualTo(trace(8));
    }

    private static long trace(long seed) {
        var run = Scenario.MIXED.prepare(new Worlds(), seed, world -> Plant.NONE);
        run.run();
        return run.trace();
    }

    @Test
    void tooManyTraitorsAreCaught() {
        var campaign = new Campaign(THREADS, new PrintWriter(new StringWriter()));
        campaign.mustFail(1);
        assertThat(campaign.report().holds()).isTrue();
    }

    @Test
    void everyPlantedBugIsCaught() {
        var log = new StringWriter();
        var campaign = new Campaign(THREADS, new PrintWriter(log));
        campaign.planted(List.of(PlantedBug.values()), 1);
        assertThat(campaign.report().holds()).as(log.toString()).isTrue();
    }

    /// One row of the list: a seed, its scenario, and what was broken.
    record Row(long seed, Scenario scenario, String broken) {
        static Row of(String line) {
            var parts = line.split(" ", 3);
            return new Row(Long.parseLong(parts[0]), Scenario.valueOf(parts[1].toUpperCase(Locale.ROOT)), parts[2]);
        }
    }

    static List<Row> rows() {
        var file = Objects.requireNonNull(SimulatorTest.class.getResourceAsStream("/simulation/regression-seeds.txt"));
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Row::of)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatOnceFailedHolds(Row row) {
        var run = row.scenario().prepare(new Worlds(), row.seed(), world -> Plant.NONE);
        run.run();
        assertThat(run.violations().all()).as(row.broken()).isEmpty();
    }
}
