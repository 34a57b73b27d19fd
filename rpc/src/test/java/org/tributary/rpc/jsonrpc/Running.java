// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc;

import java.time.Duration;
import java.util.List;
import org.tributary.rpc.jsonrpc.method.MethodGroup;
import org.tributary.rpc.jsonrpc.method.RpcLimits;
import org.tributary.rpc.sample.InMemoryNetwork;

/// A server over a network in memory, and a client of it.
final class Running implements AutoCloseable {
    /// Small enough to be reached in a test.
    static final RpcLimits SMALL = new RpcLimits(3, 4_096, 10, Duration.ofMinutes(5), Duration.ofMillis(1_500), 2);

    final InMemoryNetwork network = new InMemoryNetwork();
    final JsonRpcServer server;
    final Client client;

    Running(RpcLimits limits, List<MethodGroup> more) {
        var settings = new JsonRpcSettings("127.0.0.1", 0, List.of("node.example"), "Tributary/test", limits);
        server = JsonRpcServer.start(settings, network, more);
        client = new Client(server.port());
    }

    Running() {
        this(RpcLimits.DEFAULTS, List.of());
    }

    static String request(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    String call(String method, String params) {
        return client.post(request(method, params));
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
