// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tributary simulate`.
@Command(
        name = "tributary simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Runs whole networks of this software in virtual time, with faults drawn from a seed, and checks after every"
                    + " event that nothing is lost, forked or paid twice.",
            "The same seed always does the same. Exit code 1 where anything did not hold; each failure is a command to"
                    + " paste."
        })
public final class SimulateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many runs in total, spread over the scenarios. Default: ${DEFAULT-VALUE}.")
    private long seeds = 100;

    @Option(
            names = "--from",
            paramLabel = "S",
            defaultValue = "1",
            description = "The first seed. Default: ${DEFAULT-VALUE}.")
    private long from = 1;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "all",
            completionCandidates = Names.class,
            description = "all, or one of: ${COMPLETION-CANDIDATES}. all takes in must-fail and planted.")
    private String scenario = "all";

    @Option(names = "--threads", paramLabel = "N", description = "Runs at once. Default: the number of cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "Ends with one line of JSON on standard output.")
    private boolean json;

    /// What can be asked for.
    static final class Names implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            var scenarios =
                    Arrays.stream(Scenario.values()).filter(Scenario::isToHold).map(Scenario::text);
            var planted = Arrays.stream(PlantedBug.values()).map(bug -> "planted/" + bug.text());
            return Stream.of(scenarios, Stream.of("must-fail", "planted"), planted)
                    .flatMap(names -> names)
                    .iterator();
        }
    }

    public static void main(String[] arguments) {
        Quiet.logs();
        System.exit(new CommandLine(new SimulateCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        if (seeds < 1 || threads < 1) {
            throw new ParameterException(spec.commandLine(), "--seeds and --threads are at least 1");
        }
        long start = System.nanoTime();
        var campaign = new Campaign(threads, spec.commandLine().getErr());
        run(campaign);
        double wallSeconds = (System.nanoTime() - start) / 1e9;
        var report = campaign.report();
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json(wallSeconds));
        } else {
            out.printf(
                    "%d seeds and %d runs of broken networks in %.0f s, %d violations%n",
                    report.seeds(), report.brokenRuns(), wallSeconds, report.violations());
            report.faults().forEach((kind, count) -> out.println("  " + kind.text() + " " + count));
        }
        report.failures().forEach(failure -> spec.commandLine().getErr().println(failure.command()));
        out.flush();
        return report.holds() ? 0 : 1;
    }

    private void run(Campaign campaign) {
        var toHold = Arrays.stream(Scenario.values()).filter(Scenario::isToHold).toList();
        switch (scenario) {
            case "all" -> {
                campaign.scenarios(Scenario.dealt(), from, seeds);
                campaign.mustFail(from);
                campaign.planted(List.of(PlantedBug.values()), from);
            }
            case "must-fail" -> campaign.mustFail(from);
            case "planted" -> campaign.planted(List.of(PlantedBug.values()), from);
            default -> one(campaign, toHold);
        }
    }

    private void one(Campaign campaign, List<Scenario> toHold) {
        var bug = Arrays.stream(PlantedBug.values())
                .filter(each -> scenario.equals("planted/" + each.text()))
                .toList();
        var named = toHold.stream().filter(each -> each.text().equals(scenario)).toList();
        if (bug.isEmpty() && named.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "there is no scenario " + scenario + "; see --help");
        }
        if (bug.isEmpty()) {
            campaign.scenarios(named, from, seeds);
        } else {
            campaign.planted(bug, from);
        }
    }
}
