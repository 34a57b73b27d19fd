// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures how transfers cost with the size of the committee, and what a crash takes away.
@Command(
        name = "consensus",
        description = {
            "The ledger's benchmark for committees of several sizes, one line for each.",
            "With --crashed, so many nodes of each are killed after a first measurement; the figures are those after"
                    + " five seconds' recovery, txPerSecondBefore is the first one.",
            "TRIBUTARY_JAVA_OPTS is passed to the nodes: 21 JVMs on one machine may need -Xmx512m."
        })
public final class ConsensusBenchCommand implements Callable<Integer> {
    private static final int MAX_VALIDATORS = 21;
    private static final int MAX_SECONDS = 600;
    private static final int MAX_BLOCK_TRANSACTIONS = 100_000;
    private static final int FINALITY_SAMPLES = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--validators",
            split = ",",
            defaultValue = "4,7,10,21",
            description = "sizes of committees, each of 4 to 21 (${DEFAULT-VALUE})")
    private List<Integer> validators = List.of();

    @Option(
            names = "--crashed",
            defaultValue = "0",
            description = "nodes to kill: a number, or f for as many as each committee tolerates (${DEFAULT-VALUE})")
    private String crashed = "0";

    @Option(names = "--seconds", defaultValue = "20", description = "of measured saturation (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--block-transactions",
            description =
                    "the most that a block takes (the devnet's gas limit); without --crashed a view lasts 8 s then")
    private int blockTransactions;

    @Option(names = "--json", description = "a line of JSON for each size")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        check();
        var errors = spec.commandLine().getErr();
        var out = spec.commandLine().getOut();
        for (int size : validators) {
            var limit = blockTransactions == 0 ? OptionalInt.empty() : OptionalInt.of(blockTransactions);
            var plan = new LedgerBenchPlan(size, seconds, OptionalInt.empty(), FINALITY_SAMPLES, crashed(size), limit);
            var figures = LedgerBench.run(plan, text -> {
                errors.println(text);
                errors.flush();
            });
            out.println(json ? JsonMapper.builder().build().writeValueAsString(figures) : text(figures));
            out.flush();
        }
        return 0;
    }

    private void check() {
        if (validators.stream().anyMatch(size -> size < 4 || size > MAX_VALIDATORS)) {
            throw refused("--validators has committees of 4 to " + MAX_VALIDATORS);
        }
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw refused("--seconds is 1 to " + MAX_SECONDS);
        }
        if (blockTransactions < 0 || blockTransactions > MAX_BLOCK_TRANSACTIONS) {
            throw refused("--block-transactions is 1 to " + MAX_BLOCK_TRANSACTIONS);
        }
        for (int size : validators) {
            if (crashed(size) < 0 || crashed(size) > tolerated(size)) {
                throw refused("--crashed is f, or 0 to " + tolerated(size) + ": more of " + size
                        + " validators would stop the network");
            }
        }
    }

    private int crashed(int size) {
        try {
            return crashed.equals("f") ? tolerated(size) : Integer.parseInt(crashed);
        } catch (NumberFormatException noNumber) {
            throw new ParameterException(spec.commandLine(), "--crashed is a number or f, not " + crashed, noNumber);
        }
    }

    private static int tolerated(int size) {
        return (size - 1) / 3;
    }

    private ParameterException refused(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }

    private static String text(ConsensusFigures figures) {
        var before = figures.txPerSecondBefore();
        var crash = before == null
                ? ""
                : String.format(Locale.ROOT, "%nbefore %d crashes                 %,.1f", figures.crashed(), before);
        return LedgerBenchCommand.text(figures.ledger())
                + String.format(
                        Locale.ROOT,
                        "%nof which compilers               %.1f µs%ntransactions of a block          %.1f",
                        figures.jitCpuMicrosPerTxPerReplica(),
                        figures.blockTransactions())
                + crash;
    }
}
