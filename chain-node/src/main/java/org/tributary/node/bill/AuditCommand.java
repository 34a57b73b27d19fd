// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bill;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tributary.ledger.main.Supply;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Adds up every token in the state of a stopped node.
@Command(name = "audit", description = "Add up every token of a stopped node's state. Exits 1 where the sum is wrong.")
public final class AuditCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            required = true,
            description = "data directory of a stopped node, or the directory of a devnet")
    private Path data = Path.of("");

    @Option(names = "--genesis", description = "genesis.json of the network; else the nearest one above the data")
    private @Nullable Path genesis;

    @Option(names = "--json", description = "one line of JSON")
    private boolean json;

    @Override
    public Integer call() {
        return switch (new StoredMain(data, Optional.ofNullable(genesis)).audit()) {
            case StoredMain.Audit.Failed(var why) -> {
                var err = spec.commandLine().getErr();
                err.println("tributary: " + why);
                err.flush();
                yield 1;
            }
            case StoredMain.Audit.Found(var supply) -> {
                var out = spec.commandLine().getOut();
                out.println(json ? json(supply) : text(supply));
                out.flush();
                yield supply.conserved() ? 0 : 1;
            }
        };
    }

    private static String json(Supply supply) {
        return JsonMapper.builder()
                .build()
                .createObjectNode()
                .put("height", supply.height().number())
                .put("balances", supply.balances().toString())
                .put("pools", supply.pools().toString())
                .put("inFlight", supply.inFlight().toString())
                .put("burned", supply.burned().toString())
                .put("genesisSupply", supply.genesisSupply().toString())
                .put("conserved", supply.conserved())
                .toString();
    }

    private static String text(Supply supply) {
        return """
                height          %s
                balances        %s
                pools           %s
                in flight       %s
                burned          %s
                genesis supply  %s
                %s""".formatted(
                        supply.height(),
                        supply.balances(),
                        supply.pools(),
                        supply.inFlight(),
                        supply.burned(),
                        supply.genesisSupply(),
                        supply.conserved() ? "conserved: the parts are the whole" : "NOT CONSERVED");
    }
}
