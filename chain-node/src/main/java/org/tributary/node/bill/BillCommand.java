// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bill;

import java.nio.file.Path;
import java.util.Optional;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.file.SpecFile;
import org.tributary.primitives.codec.Decoded;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Fetches a bill with its evidence, and recomputes one.
@Command(name = "bill", description = "Fetch a service chain's bill with its evidence, or recompute one.")
public final class BillCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: export or verify");
    }

    @Command(description = "Write the bill of a service chain, as far as it is settled, to FILE.")
    int export(
            @Option(names = "--grpc", required = true, paramLabel = "HOST:PORT", description = "of a node") String grpc,
            @Option(names = "--chain", defaultValue = "cdn", description = "the service chain (${DEFAULT-VALUE})")
                    String chain,
            @Parameters(paramLabel = "FILE") Path file) {
        if (!grpc.matches("[^:/]+:[0-9]{1,5}")) {
            throw new ParameterException(spec.commandLine(), "--grpc is HOST:PORT");
        }
        var failure = new BillDownload(grpc, chain).to(file, this::tell);
        failure.ifPresent(this::tell);
        return failure.isPresent() ? 1 : 0;
    }

    @Command(
            description = "Recompute the bill in FILE. Exits 1 where anything in it is wrong, and says what and where.")
    int verify(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--genesis", required = true, description = "genesis.json of the network") Path genesis,
            @Option(names = "--json", description = "one line of JSON") boolean json) {
        Optional<ChainSpec> network = switch (SpecFile.read(genesis)) {
            case Decoded.Value<ChainSpec>(var read) -> Optional.of(read);
            case Decoded.Malformed<ChainSpec>(var why) -> {
                tell(why);
                yield Optional.empty();
            }
        };
        return network.map(of -> verify(file, of, json)).orElse(1);
    }

    private int verify(Path file, ChainSpec network, boolean json) {
        return switch (BillFile.verify(file, network)) {
            case BillFile.Read.Unreadable(var why) -> {
                tell(why);
                yield 1;
            }
            case BillFile.Read.Judged(var verdict) -> {
                var report = new BillReport(verdict);
                var out = spec.commandLine().getOut();
                out.println(json ? report.json() : report.text());
                out.flush();
                yield report.exitCode();
            }
        };
    }

    private void tell(String text) {
        var err = spec.commandLine().getErr();
        err.println("tributary: " + text);
        err.flush();
    }
}
