// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.Preset;
import org.tributary.genesis.file.SpecFile;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.setup.NetworkWriter;
import org.tributary.node.setup.NewNetwork;
import org.tributary.primitives.codec.Decoded;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes and checks the specification of a network.
@Command(name = "genesis", description = "Make a new network, or check the specification of one.")
final class GenesisCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: init or check");
    }

    @Command(description = "Write genesis.json, one directory per validator and funded accounts.")
    int init(
            @Option(names = "--preset", required = true, description = "${COMPLETION-CANDIDATES}") Preset preset,
            @Option(names = "--validators", defaultValue = "4", description = "how many (${DEFAULT-VALUE})")
                    int validators,
            @Option(names = "--accounts", defaultValue = "3", description = "funded accounts (${DEFAULT-VALUE})")
                    int accounts,
            @Option(names = "--out", required = true, description = "directory to write to") Path out,
            @Option(names = "--force", description = "replace the network in it, keys and data included")
                    boolean force) {
        if (validators < 1 || accounts < 0) {
            throw new ParameterException(spec.commandLine(), "--validators is at least 1, --accounts at least 0");
        }
        try {
            var random = new SecureRandom();
            var writer = new NetworkWriter(out, random);
            if (!force && writer.occupied()) {
                throw new CommandFailed(out + " is not empty; --force replaces the network in it");
            }
            var network = NewNetwork.draw(
                    preset, validators, accounts, Clock.systemUTC().millis(), random);
            writer.write(network);
            print(network.spec());
            return 0;
        } catch (IllegalArgumentException refused) {
            throw new CommandFailed(String.valueOf(refused.getMessage()));
        } catch (IOException unwritable) {
            throw new CommandFailed("cannot write to " + out + ": " + reason(unwritable));
        }
    }

    @Command(description = "Check a genesis.json and show the network that it makes.")
    int check(@Parameters(paramLabel = "FILE") Path file) {
        switch (SpecFile.read(file)) {
            case Decoded.Value<ChainSpec>(var network) -> print(network);
            case Decoded.Malformed<ChainSpec>(var why) -> throw new CommandFailed(why);
        }
        return 0;
    }

    private void print(ChainSpec network) {
        var out = spec.commandLine().getOut();
        out.println("network " + network.name() + ", chain id " + network.chainId());
        out.println("genesis " + network.hash());
        network.chains()
                .forEach(chain -> out.println(
                        "chain " + chain + ", " + network.committee(chain).size() + " validators"));
        out.flush();
    }

    private static String reason(IOException unwritable) {
        return switch (unwritable) {
            case FileAlreadyExistsException inTheWay -> inTheWay.getFile() + " is in the way";
            case FileSystemException of when of.getReason() != null -> of.getReason();
            default -> unwritable.toString();
        };
    }
}
