// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.challenge;

import java.nio.file.Path;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.file.SpecFile;
import org.tributary.node.console.CommandFailed;
import org.tributary.node.remote.GrpcOptions;
import org.tributary.node.remote.NodeOptions;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.codec.Decoded;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where the evidence comes from, and what it is checked by.
final class NetworkOptions {
    @Mixin
    NodeOptions rpc = new NodeOptions();

    @Mixin
    GrpcOptions grpc = new GrpcOptions();

    @Option(names = "--genesis", required = true, paramLabel = "FILE", description = "genesis.json of the network")
    private Path genesis = Path.of("");

    @Option(names = "--chain", defaultValue = "cdn", description = "the service chain (${DEFAULT-VALUE})")
    private String chain = "cdn";

    ChainSpec spec() {
        return switch (SpecFile.read(genesis)) {
            case Decoded.Value<ChainSpec>(var network) -> network;
            case Decoded.Malformed<ChainSpec>(var why) -> throw new CommandFailed(why);
        };
    }

    /// @throws CommandFailed where the network has no such service chain
    ChainName chain(ChainSpec spec) {
        return spec.serviceChains().stream()
                .map(each -> each.name())
                .filter(name -> name.text().equals(chain))
                .findFirst()
                .orElseThrow(() -> new CommandFailed("--chain: the network has no service chain " + chain));
    }
}
