// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.dapp;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import org.tributary.node.console.CommandFailed;
import picocli.CommandLine.Option;

/// Which node is asked over gRPC.
final class GrpcOptions {
    @Option(
            names = "--grpc",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:TRIBUTARY_GRPC:-127.0.0.1:9545}",
            description = "gRPC of a node (${DEFAULT-VALUE})")
    private String target = "";

    ManagedChannel open() {
        if (!target.matches("[^:/]+:[0-9]{1,5}")) {
            throw new CommandFailed("--grpc is HOST:PORT");
        }
        return Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
                .build();
    }

    String target() {
        return target;
    }
}
