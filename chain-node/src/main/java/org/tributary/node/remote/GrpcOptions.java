// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.remote;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import org.tributary.node.console.CommandFailed;
import picocli.CommandLine.Option;

/// Which node is asked over gRPC.
public final class GrpcOptions {
    /// A window of many rows is one message.
    private static final int MAX_MESSAGE = 64 << 20;

    @Option(
            names = "--grpc",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:TRIBUTARY_GRPC:-127.0.0.1:9545}",
            description = "gRPC of a node (${DEFAULT-VALUE})")
    private String target = "";

    public ManagedChannel open() {
        if (!target.matches("[^:/]+:[0-9]{1,5}")) {
            throw new CommandFailed("--grpc is HOST:PORT");
        }
        return Grpc.newChannelBuilder(target, InsecureChannelCredentials.create())
                .maxInboundMessageSize(MAX_MESSAGE)
                .build();
    }

    public String target() {
        return target;
    }
}
