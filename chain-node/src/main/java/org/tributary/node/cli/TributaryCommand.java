// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.tributary.node.NodeRefused;
import org.tributary.node.bench.BenchCommand;
import org.tributary.node.bench.BenchFailed;
import org.tributary.node.bill.AuditCommand;
import org.tributary.node.bill.BillCommand;
import org.tributary.node.challenge.ChallengeCommand;
import org.tributary.node.config.ConfigRefused;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.dapp.DappCommand;
import org.tributary.node.demo.DemoCommand;
import org.tributary.node.demo.DevnetStarter;
import org.tributary.node.demo.NetworkStarter;
import org.tributary.node.demo.RecomputedBill;
import org.tributary.node.edge.EdgeServer;
import org.tributary.node.log.LogCommand;
import org.tributary.node.remote.RemoteFailed;
import org.tributary.node.storage.StorageException;
import org.tributary.rpc.grpc.GrpcServer;
import org.tributary.rpc.jsonrpc.JsonRpcServer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The root of all commands. A new one is one line in `subcommands`.
@Command(
        name = "tributary",
        description = {
            "A settlement chain for delivered traffic: signed receipts become token payouts.",
            "In a source tree, ./tributary simulate runs whole networks in virtual time, with faults; see its --help."
        },
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = TributaryCommand.Version.class,
        subcommands = {
            GenesisCommand.class,
            KeysCommand.class,
            ConfigCommand.class,
            NodeCommand.class,
            DevnetCommand.class,
            DappCommand.class,
            BillCommand.class,
            ChallengeCommand.class,
            AuditCommand.class,
            LogCommand.class,
            BenchCommand.class,
            EdgeCommand.class,
            FetchCommand.class,
        })
public final class TributaryCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// A command line whose failures are one clear line on standard error, and exit code 1.
    public static CommandLine line() {
        return new CommandLine(new TributaryCommand())
                .addSubcommand(new DemoCommand(TributaryCommand::demoNetwork, new RecomputedBill()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, result) -> {
                    line.getErr().println("tributary: " + message(failure));
                    return failure instanceof CommandFailed foreseen
                            ? foreseen.exitCode()
                            : line.getCommandSpec().exitCodeOnExecutionException();
                });
    }

    private static NetworkStarter demoNetwork() {
        Quiet.logs();
        return new DevnetStarter();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /// What is foreseen is a sentence; anything else is our own mistake, and its trace helps to find it.
    private static String message(Exception failure) throws Exception {
        return switch (failure) {
            case CommandFailed foreseen -> String.valueOf(foreseen.getMessage());
            case RemoteFailed foreseen -> String.valueOf(foreseen.getMessage());
            case BenchFailed foreseen -> String.valueOf(foreseen.getMessage());
            case NodeRefused foreseen -> String.valueOf(foreseen.getMessage());
            case JsonRpcServer.CannotListen foreseen -> String.valueOf(foreseen.getMessage());
            case EdgeServer.CannotListen foreseen -> String.valueOf(foreseen.getMessage());
            case GrpcServer.CannotListen foreseen -> String.valueOf(foreseen.getMessage());
            case StorageException foreseen -> String.valueOf(foreseen.getMessage());
            case ConfigRefused foreseen -> String.valueOf(foreseen.getMessage());
            case UncheckedIOException io when io.getCause() != null -> reason(io.getCause());
            case IOException io -> reason(io);
            default -> throw failure;
        };
    }

    private static String reason(IOException io) {
        var kind = io.getClass().getSimpleName().replace("Exception", "");
        return Optional.ofNullable(io.getMessage())
                .map(text -> kind + ": " + text)
                .orElse(kind);
    }

    /// The version that the build wrote into the jar's manifest.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = TributaryCommand.class.getPackage().getImplementationVersion();
            return new String[] {"tributary " + (version == null ? "(unpackaged build)" : version)};
        }
    }
}
