// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// Many runs, one to a core. Which runs there are, and what each does, depends on the arguments alone.
final class Campaign {
    /// So many seeds a configuration with too many traitors may take to break.
    static final int MUST_FAIL_SEEDS = 60;

    private static final long PROGRESS_NANOS = 10_000_000_000L;

    private final Worlds worlds = new Worlds();
    private final Report report = new Report();
    private final PrintWriter progress;
    private final AtomicLong nextProgress = new AtomicLong(System.nanoTime() + PROGRESS_NANOS);
    private final int threads;

    Campaign(int threads, PrintWriter progress) {
        this.threads = threads;
        this.progress = progress;
    }

    Report report() {
        return report;
    }

    /// Seeds from `from` on, dealt out to the scenarios in turn.
    void scenarios(List<Scenario> scenarios, long from, long seeds) {
        var tasks = new ArrayList<Runnable>();
        for (long seed = from; seed < from + seeds; seed++) {
            long current = seed;
            var scenario = scenarios.get((int) Math.floorMod(seed, (long) scenarios.size()));
            tasks.add(() -> run(scenario, current));
        }
        all(tasks);
    }

    private void run(Scenario scenario, long seed) {
        var run = scenario.prepare(worlds, seed, world -> Plant.NONE);
        run.run();
        report.add(scenario.text(), seed, run).ifPresent(failure -> {
            progress.println("FAILED " + failure.command() + "\n    " + failure.what());
            run.firstCause().ifPresent(cause -> cause.printStackTrace(progress));
            progress.flush();
        });
        tick();
    }

    /// Each configuration with too many traitors must break for some seed.
    void mustFail(long from) {
        var tasks = new ArrayList<Runnable>();
        for (var scenario : Scenario.values()) {
            if (!scenario.isToHold()) {
                tasks.add(() -> report.mustFail(breaks(scenario, from)));
            }
        }
        all(tasks);
    }

    private boolean breaks(Scenario scenario, long from) {
        for (long seed = from; seed < from + MUST_FAIL_SEEDS; seed++) {
            var run = scenario.prepare(worlds, seed, world -> Plant.NONE);
            run.run();
            report.broken();
            tick();
            if (!run.violations().isEmpty()) {
                return true;
            }
        }
        progress.println("MISSED " + scenario.text() + " broke nothing in " + MUST_FAIL_SEEDS + " seeds");
        return false;
    }

    void planted(List<PlantedBug> bugs, long from) {
        var tasks = new ArrayList<Runnable>();
        bugs.forEach(bug -> tasks.add(() -> {
            boolean caught = caught(bug, from);
            report.planted(bug, from, caught);
            if (!caught) {
                progress.println("MISSED planted bug " + bug.text());
            }
        }));
        all(tasks);
    }

    private boolean caught(PlantedBug bug, long from) {
        for (long seed = from; seed < from + PlantedBug.SEEDS; seed++) {
            var run = bug.scenario().prepare(worlds, seed, bug::plant);
            run.run();
            report.broken();
            tick();
            if (bug.isSeenIn(run)) {
                progress.println("caught " + bug.text() + " with seed " + seed + ": "
                        + run.violations().all().getFirst());
                return true;
            }
        }
        return false;
    }

    private void tick() {
        long due = nextProgress.get();
        long now = System.nanoTime();
        if (now > due && nextProgress.compareAndSet(due, now + PROGRESS_NANOS)) {
            progress.println(report.seeds() + " seeds, " + report.brokenRuns() + " of broken networks, "
                    + report.violations() + " violations");
            progress.flush();
        }
    }

    private void all(List<Runnable> tasks) {
        try (var cores = Executors.newFixedThreadPool(threads)) {
            var futures = new ArrayList<Future<?>>();
            tasks.forEach(task -> futures.add(cores.submit(task)));
            for (var future : futures) {
                future.get();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException broken) {
            throw new IllegalStateException("the simulator itself is broken", broken.getCause());
        } finally {
            progress.flush();
        }
    }
}
