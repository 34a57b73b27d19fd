// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What all runs came to. Adding to it is for one thread at a time.
final class Report {
    /// One bug fails many seeds: the first of them are enough to look at.
    private static final int MAX_FAILURES = 50;

    private final Map<String, long[]> scenarios = new TreeMap<>();
    private final Faults faults = new Faults();
    private final List<Failure> failures = new ArrayList<>();
    private long seeds;
    private long broken;
    private long virtualMillis;
    private int mustFailCaught;
    private int mustFailMissed;
    private int plantedCaught;
    private int plantedMissed;

    /// A run to look at again.
    record Failure(String scenario, long seed, String what) {
        String command() {
            return "./tributary simulate --seeds 1 --from " + seed + " --scenario " + scenario;
        }
    }

    /// A scenario's run, which is to hold.
    synchronized Optional<Failure> add(String scenario, long seed, Simulation run) {
        seeds++;
        var counts = scenarios.computeIfAbsent(scenario, name -> new long[2]);
        counts[0]++;
        virtualMillis += run.agenda().nowMillis();
        faults.add(run.faults());
        if (run.violations().isEmpty()) {
            return Optional.empty();
        }
        counts[1]++;
        var failure =
                new Failure(scenario, seed, String.join("; ", run.violations().all()));
        if (failures.size() < MAX_FAILURES) {
            failures.add(failure);
        }
        return Optional.of(failure);
    }

    /// A run of a network that is meant to break: it is none of the seeds, and its faults do not count.
    synchronized void broken() {
        broken++;
    }

    synchronized void mustFail(boolean caught) {
        if (caught) {
            mustFailCaught++;
        } else {
            mustFailMissed++;
        }
    }

    synchronized void planted(PlantedBug bug, long from, boolean caught) {
        if (caught) {
            plantedCaught++;
        } else {
            plantedMissed++;
            failures.add(
                    new Failure("planted/" + bug.text(), from, "not caught within " + PlantedBug.SEEDS + " seeds"));
        }
    }

    synchronized boolean holds() {
        return failures.isEmpty()
                && mustFailMissed == 0
                && scenarios.values().stream().allMatch(counts -> counts[1] == 0);
    }

    synchronized long seeds() {
        return seeds;
    }

    /// Runs of networks that are meant to break.
    synchronized long brokenRuns() {
        return broken;
    }

    synchronized long violations() {
        return scenarios.values().stream().mapToLong(counts -> counts[1]).sum();
    }

    synchronized List<Failure> failures() {
        return List.copyOf(failures);
    }

    synchronized Map<FaultKind, Long> faults() {
        return new TreeMap<>(faults.counts());
    }

    /// One line.
    synchronized String json(double wallSeconds) {
        var mapper = new ObjectMapper();
        var root = mapper.createObjectNode();
        root.put("seeds", seeds);
        var byName = root.putObject("scenarios");
        scenarios.forEach(
                (name, counts) -> byName.putObject(name).put("runs", counts[0]).put("violations", counts[1]));
        var byKind = root.putObject("faults");
        for (var kind : FaultKind.values()) {
            byKind.put(kind.text(), faults.count(kind));
        }
        var invariants = root.putArray("invariants");
        for (var property : Property.values()) {
            invariants.add(property.text());
        }
        root.put("mustFailCaught", mustFailCaught).put("mustFailMissed", mustFailMissed);
        root.put("plantedCaught", plantedCaught).put("plantedMissed", plantedMissed);
        root.put("virtualHours", Math.round(virtualMillis / 36.0) / 1e5);
        root.put("wallSeconds", Math.round(wallSeconds * 10) / 10.0);
        var all = root.putArray("failures");
        failures.forEach(failure -> write(all.addObject(), failure));
        try {
            return mapper.writeValueAsString(root);
        } catch (JsonProcessingException never) {
            throw new IllegalStateException(never);
        }
    }

    private static void write(ObjectNode node, Failure failure) {
        node.put("scenario", failure.scenario()).put("seed", failure.seed()).put("command", failure.command());
    }
}
