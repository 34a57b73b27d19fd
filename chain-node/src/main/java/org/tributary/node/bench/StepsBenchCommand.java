// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures what the steps of a transfer cost.
@Command(
        name = "steps",
        description = {
            "Take transfers from their raw bytes to a stored block on one thread, and measure the CPU time of each step.",
            "No network, no consensus, and compiled code: what is left of bench ledger's CPU time when these are taken away."
        })
public final class StepsBenchCommand implements Callable<Integer> {
    /// About 100,000 transfers: the compilers are through by then.
    private static final int WARM_UP_BLOCKS = 400;

    private static final int MAX_BLOCKS = 10_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--blocks", defaultValue = "200", description = "of 250 transfers, measured (${DEFAULT-VALUE})")
    private int blocks;

    @Option(names = "--warm-up", defaultValue = "" + WARM_UP_BLOCKS, description = "blocks before (${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--json", description = "one line of JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (blocks < 1 || blocks > MAX_BLOCKS || warmUp < 0 || warmUp > MAX_BLOCKS) {
            throw new ParameterException(
                    spec.commandLine(), "--blocks is 1 to " + MAX_BLOCKS + ", --warm-up 0 to the same");
        }
        var micros = StepsBench.run(warmUp, blocks);
        var out = spec.commandLine().getOut();
        out.println(
                json
                        ? JsonMapper.builder().build().writeValueAsString(micros)
                        : micros.entrySet().stream()
                                .map(step ->
                                        String.format(Locale.ROOT, "%-32s %6.1f µs", step.getKey(), step.getValue()))
                                .collect(Collectors.joining("\n")));
        out.flush();
        return 0;
    }
}
