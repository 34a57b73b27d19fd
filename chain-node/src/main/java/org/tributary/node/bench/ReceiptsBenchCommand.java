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

/// Measures what receipts cost.
@Command(name = "receipts", description = "Verify, order and close a window of receipts, and say what each costs.")
public final class ReceiptsBenchCommand implements Callable<Integer> {
    /// What the default heap of a machine with 24 GB holds, with room to spare.
    private static final int MAX_COUNT = 2_000_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--count", defaultValue = "100000", description = "how many receipts (${DEFAULT-VALUE})")
    private int count;

    @Option(names = "--json", description = "one line of JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (count < 1 || count > MAX_COUNT) {
            throw new ParameterException(spec.commandLine(), "--count is 1 to " + MAX_COUNT);
        }
        var errors = spec.commandLine().getErr();
        var figures = ReceiptsBench.run(count, text -> {
            errors.println(text);
            errors.flush();
        });
        var out = spec.commandLine().getOut();
        out.println(json ? JsonMapper.builder().build().writeValueAsString(rounded(figures)) : text(figures));
        out.flush();
        return 0;
    }

    /// Rates to one, the others to digits that mean something.
    private static ReceiptsFigures rounded(ReceiptsFigures figures) {
        return new ReceiptsFigures(
                figures.count(),
                Math.rint(figures.perSecondPerCore()),
                Math.rint(figures.rawPerSecondPerCore()),
                Math.rint(figures.ratio() * 1_000) / 1_000,
                figures.closeMillis(),
                figures.proofBytes(),
                Math.rint(figures.chainBytesPerReceipt() * 100) / 100,
                figures.peakRssMiB());
    }

    private static String text(ReceiptsFigures figures) {
        return String.format(
                Locale.ROOT,
                """
                %,d receipts
                signatures per second and core   %,.0f, library alone %,.0f, ratio %.3f
                close of the window              %,d ms
                longest proof                    %,d bytes
                on chain, per receipt            %.1f bytes
                peak memory                      %,d MiB""",
                figures.count(),
                figures.perSecondPerCore(),
                figures.rawPerSecondPerCore(),
                figures.ratio(),
                figures.closeMillis(),
                figures.proofBytes(),
                figures.chainBytesPerReceipt(),
                figures.peakRssMiB());
    }
}
