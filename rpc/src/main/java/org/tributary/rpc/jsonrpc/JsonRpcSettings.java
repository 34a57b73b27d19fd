// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc;

import java.util.List;
import org.tributary.rpc.jsonrpc.method.RpcLimits;

/// Where the JSON-RPC server listens, and to whom.
///
/// @param host address to bind, such as `127.0.0.1`
/// @param port 0 picks a free one
/// @param allowedHosts names in the `Host` header that are taken besides `localhost` and addresses; `*` takes every name
/// @param clientVersion what `web3_clientVersion` answers
public record JsonRpcSettings(
        String host, int port, List<String> allowedHosts, String clientVersion, RpcLimits limits) {
    private static final int MAX_PORT = 65_535;

    public JsonRpcSettings {
        allowedHosts = List.copyOf(allowedHosts);
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port lies in 0 … " + MAX_PORT + ": " + port);
        }
    }
}
