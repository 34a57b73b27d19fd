// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import org.tributary.node.bench.day.BillBenchCommand;
import org.tributary.node.bench.day.DayBenchCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tributary bench`.
@Command(
        name = "bench",
        description = "Measures this build on this machine.",
        subcommands = {
            LedgerBenchCommand.class,
            ConsensusBenchCommand.class,
            StepsBenchCommand.class,
            ReceiptsBenchCommand.class,
            DayBenchCommand.class,
            BillBenchCommand.class
        })
public final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "a command is missing: ledger, consensus, steps, receipts, day or bill");
    }
}
