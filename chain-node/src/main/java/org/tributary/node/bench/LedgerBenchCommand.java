// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures what transfers cost.
@Command(
        name = "ledger",
        description = {
            "Start validators as separate processes, and send them signed transfers over JSON-RPC batches.",
            "Throughput is counted from committed blocks, at saturation. Finality is the time from handing in a single"
                    + " transfer until its receipt is there, five a second, asked for every millisecond. CPU time is that of"
                    + " the nodes' processes, bytes are what they send to each other before gRPC and TLS.",
            "TRIBUTARY_JAVA_OPTS is passed to the nodes."
        })
public final class LedgerBenchCommand implements Callable<Integer> {
    private static final int MIN_VALIDATORS = 1;

    private static final int MAX_VALIDATORS = 21;
    private static final int MAX_SECONDS = 600;
    private static final int WARM_UP_EACH = 40;
    private static final int FINALITY_SAMPLES = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--validators", defaultValue = "4", description = "node processes (${DEFAULT-VALUE})")
    private int validators;

    @Option(names = "--seconds", defaultValue = "20", description = "of measured saturation (${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--json", description = "one line of JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (validators < MIN_VALIDATORS || validators > MAX_VALIDATORS || seconds < 1 || seconds > MAX_SECONDS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--validators is " + MIN_VALIDATORS + " to " + MAX_VALIDATORS + ", --seconds 1 to " + MAX_SECONDS);
        }
        var errors = spec.commandLine().getErr();
        var plan = new LedgerBench.Plan(validators, seconds, WARM_UP_EACH, FINALITY_SAMPLES);
        var figures = LedgerBench.run(plan, text -> {
                    errors.println(text);
                    errors.flush();
                })
                .ledger();
        var out = spec.commandLine().getOut();
        out.println(json ? JsonMapper.builder().build().writeValueAsString(figures) : text(figures));
        out.flush();
        return 0;
    }

    static String text(LedgerFigures figures) {
        var finality = figures.finalityMillis();
        return String.format(
                Locale.ROOT,
                """
                %d validators, each in a process of its own
                committed transfers              %,.1f per second at saturation
                finality of a single transfer    %.1f ms (p50), %.1f ms (p95), %.1f ms (p99)
                CPU time per transfer and node   %.1f µs
                sent to peers, likewise          %.1f bytes""",
                figures.validators(),
                figures.txPerSecond(),
                finality.p50(),
                finality.p95(),
                finality.p99(),
                figures.cpuMicrosPerTxPerReplica(),
                figures.bytesPerTxPerReplica());
    }
}
