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

/// Measures what a payer gets to see of a month's bill, and how fast.
@Command(
        name = "bill",
        description = {
            "Runs a month of one payer through one node, from tickets to a recomputed bill by the 95th percentile of all"
                    + " providers' traffic together; then shows that bill, explains lines of it, exports and verifies it.",
            "In every five minutes two sessions of an hour begin (more if there are more than two providers for each"
                    + " sample), at one provider after the other: some 24 signed receipts a sample, 43 GB each on average,"
                    + " about 300 TB a day. A provider hands a session's receipts in as one batch.",
            "Its directory is a temporary one, and is removed."
        })
public final class BillBenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--samples",
            defaultValue = "8640",
            description = "of five minutes with traffic, from the month's first on (${DEFAULT-VALUE})")
    private int samples;

    @Option(names = "--providers", defaultValue = "1000", description = "that serve, each of them (${DEFAULT-VALUE})")
    private int providers;

    @Option(names = "--json", description = "one line of JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (samples <= MonthPlan.DISCARDED || samples > MonthPlan.SAMPLES_OF_MONTH) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--samples is " + (MonthPlan.DISCARDED + 1) + " to " + MonthPlan.SAMPLES_OF_MONTH + ": the highest "
                            + MonthPlan.DISCARDED + " of the month are thrown away");
        }
        if (providers < 1 || providers > MonthPlan.MOST_PROVIDERS) {
            throw new ParameterException(spec.commandLine(), "--providers is 1 to " + MonthPlan.MOST_PROVIDERS);
        }
        var errors = spec.commandLine().getErr();
        var figures = BillBench.run(MonthPlan.of(samples, providers), text -> {
            errors.println(text);
            errors.flush();
        });
        var out = spec.commandLine().getOut();
        out.println(json ? JsonMapper.builder().build().writeValueAsString(figures) : text(figures));
        out.flush();
        return 0;
    }

    private static String text(BillFigures figures) {
        return String.format(
                Locale.ROOT,
                """
                %,d receipts of %,d sessions at %,d providers in %,d samples
                explain a line        %.1f ms (p50), %.1f ms (p99), of %,d of %,d lines
                show the bill         %.1f ms
                export, verify        %,.0f ms, %,.0f ms, for %,d bytes
                state of the scope    %,d bytes, and %,d for each provider
                wall-clock time       %,.1f s
                peak memory           %,d MiB""",
                figures.receipts(),
                figures.sessions(),
                figures.providers(),
                figures.samples(),
                figures.explainMillis().p50(),
                figures.explainMillis().p99(),
                figures.explained(),
                figures.lines(),
                figures.billMillis(),
                figures.exportMillis(),
                figures.verifyMillis(),
                figures.bundleBytes(),
                figures.stateBytesPerScope(),
                figures.shareBytesPerProvider(),
                figures.wallSeconds(),
                figures.peakRssMiB());
    }
}
