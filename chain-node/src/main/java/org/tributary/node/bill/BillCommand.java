// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bill;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Optional;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.file.SpecFile;
import org.tributary.node.remote.GrpcOptions;
import org.tributary.primitives.codec.Decoded;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows a bill, explains its lines, fetches it with its evidence, and recomputes it.
@Command(
        name = "bill",
        description = "Show a service chain's bill, explain a line of it, fetch it with its evidence, or recompute it.",
        subcommands = {ShowCommand.class, ExplainCommand.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; for explain and verify: everything holds",
            "1:something is wrong, said on standard output with its place; or the command failed, said on standard error",
            "2:wrong usage"
        })
public final class BillCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: show, explain, export or verify");
    }

    @Command(description = "Write the bill of a service chain, as far as it is settled, to FILE.")
    int export(
            @Mixin GrpcOptions node,
            @Option(names = "--chain", defaultValue = "cdn", description = "the service chain (${DEFAULT-VALUE})")
                    String chain,
            @Option(names = "--json", description = "one line of JSON") boolean json,
            @Parameters(paramLabel = "FILE") Path file) {
        return switch (new BillDownload(node, chain).to(file, this::tell)) {
            case BillDownload.Result.Failed(var why) -> {
                tell(why);
                yield 1;
            }
            case BillDownload.Result.Written(var bytes) -> {
                tell("wrote " + bytes + " bytes to " + file);
                if (json) {
                    print(JsonMapper.builder()
                            .build()
                            .createObjectNode()
                            .put("chain", chain)
                            .put("file", file.toString())
                            .put("bytes", bytes)
                            .toString());
                }
                yield 0;
            }
        };
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
                print(json ? report.json() : report.text());
                yield report.exitCode();
            }
        };
    }

    private void print(String text) {
        var out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }

    private void tell(String text) {
        var err = spec.commandLine().getErr();
        err.println("tributary: " + text);
        err.flush();
    }
}
