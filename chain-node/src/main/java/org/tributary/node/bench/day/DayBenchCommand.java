// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench.day;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures whether a day of traffic is held.
@Command(
        name = "day",
        description = {
            "Runs a day of traffic through one node, from tickets to a recomputed bill.",
            "Sessions of 2 Mbit/s for an hour, a receipt every five minutes. Its directory is a temporary one, and is removed."
        })
public final class DayBenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--terabytes", defaultValue = "300", description = "of 10^12 bytes (${DEFAULT-VALUE})")
    private long terabytes;

    @Option(names = "--json", description = "one line of JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (terabytes < 1 || terabytes > DayPlan.MOST_TERABYTES) {
            throw new ParameterException(spec.commandLine(), "--terabytes is 1 to " + DayPlan.MOST_TERABYTES);
        }
        var errors = spec.commandLine().getErr();
        var figures = DayBench.run(DayPlan.ofTerabytes(terabytes), text -> {
            errors.println(text);
            errors.flush();
        });
        var out = spec.commandLine().getOut();
        out.println(json ? JsonMapper.builder().build().writeValueAsString(rounded(figures)) : text(figures));
        out.flush();
        return figures.billVerified() ? 0 : 1;
    }

    private static DayFigures rounded(DayFigures figures) {
        return new DayFigures(
                Math.rint(figures.terabytes() * 1_000) / 1_000,
                figures.receipts(),
                figures.sessions(),
                Math.rint(figures.cpuSeconds() * 10) / 10,
                figures.diskMiB(),
                figures.peakRssMiB(),
                Math.rint(figures.wallSeconds() * 10) / 10,
                figures.billVerified());
    }

    private static String text(DayFigures figures) {
        return String.format(
                Locale.ROOT,
                """
                %,.1f TB in %,d receipts of %,d sessions
                CPU time of node and bill   %,.1f s
                wall-clock time             %,.1f s
                disk                        %,d MiB
                peak memory                 %,d MiB
                bill recomputed             %s""",
                figures.terabytes(),
                figures.receipts(),
                figures.sessions(),
                figures.cpuSeconds(),
                figures.wallSeconds(),
                figures.diskMiB(),
                figures.peakRssMiB(),
                figures.billVerified() ? "yes" : "NO");
    }
}
