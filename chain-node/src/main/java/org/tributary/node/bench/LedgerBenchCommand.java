// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
                    + " transfer until its receipt comes back (eth_sendRawTransactionSync), five a second. CPU time is that"
                    + " of the nodes' processes, bytes are what they send to each other before gRPC and TLS.",
            "TRIBUTARY_JAVA_OPTS is passed to the nodes."
        })
public final class LedgerBenchCommand implements Callable<Integer> {
    private static final int MIN_VALIDATORS = 1;

    private static final int MAX_VALIDATORS = 21;
    private static final int MAX_SECONDS = 600;
    private static final int MAX_WARM_UP = 1_000_000;
    private static final int MAX_SAMPLES = 10_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--validators", defaultValue = "4", description = "node processes (${DEFAULT-VALUE})")
    private int validators;

    @Option(names = "--seconds", defaultValue = "20", description = "of measured saturation (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up",
            description = "transfers before anything is measured (as many as it takes until the compilers use less"
                    + " than 8 %% of the nodes' CPU time, for at most half a minute a validator)")
    private @Nullable Integer warmUp;

    @Option(names = "--samples", defaultValue = "100", description = "single transfers for finality (${DEFAULT-VALUE})")
    private int samples;

    @Option(names = "--json", description = "one line of JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        check("--validators", validators, MIN_VALIDATORS, MAX_VALIDATORS);
        check("--seconds", seconds, 1, MAX_SECONDS);
        var each = OptionalInt.empty();
        if (warmUp != null) {
            check("--warm-up", warmUp, LedgerBench.PAYERS, MAX_WARM_UP);
            each = OptionalInt.of(warmUp / LedgerBench.PAYERS);
        }
        check("--samples", samples, 1, MAX_SAMPLES);
        var errors = spec.commandLine().getErr();
        var plan = new LedgerBenchPlan(validators, seconds, each, samples);
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

    private void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(spec.commandLine(), option + " is " + least + " to " + most);
        }
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
