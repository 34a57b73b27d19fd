// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.tributary.node.Devnet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tributary devnet`.
@Command(
        name = "devnet",
        description = "Runs a whole network in this process, for trying things out. Ends on SIGTERM or Ctrl-C.")
final class DevnetCommand implements Callable<Integer> {
    private static final int ACCOUNTS = 5;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--validators", defaultValue = "4", description = "how many, 1 to 21 (default ${DEFAULT-VALUE})")
    private int validators = 4;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "the network's directory; an existing network goes on where it stopped")
    private Path data = Path.of(".");

    @Option(
            names = "--rpc-port",
            defaultValue = "8545",
            description = "JSON-RPC port of the first node, 0 for any (default ${DEFAULT-VALUE})")
    private int rpcPort = 8545;

    @Override
    public Integer call() throws InterruptedException {
        var overrides = new TreeMap<>(Map.of("rpc.port", Integer.toString(rpcPort)));
        try (var devnet =
                Devnet.start(new Devnet.Plan(data, validators, ACCOUNTS, UnaryOperator.identity(), overrides))) {
            var out = spec.commandLine().getOut();
            out.println("Accounts with a first balance. Anyone can read these keys: use them for nothing else.");
            devnet.accounts()
                    .forEach(key ->
                            out.println(key.address() + " " + key.secret().toHexString()));
            out.println("ready rpc=http://127.0.0.1:"
                    + devnet.nodes().getFirst().doors().jsonRpcPort() + " grpc=127.0.0.1:"
                    + devnet.nodes().getFirst().doors().grpcPort() + " chainId="
                    + devnet.spec().chainId()
                    + " validators=" + devnet.nodes().size());
            out.flush();
            return Running.untilEnd(devnet.nodes());
        }
    }
}
