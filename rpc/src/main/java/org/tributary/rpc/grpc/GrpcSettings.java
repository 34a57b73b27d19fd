// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.grpc;

/// Where the gRPC server listens.
///
/// @param host address to bind, such as `127.0.0.1`
/// @param port 0 picks a free one
public record GrpcSettings(String host, int port, GrpcLimits limits) {
    private static final int MAX_PORT = 65_535;

    public GrpcSettings {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port lies in 0 … " + MAX_PORT + ": " + port);
        }
    }
}
