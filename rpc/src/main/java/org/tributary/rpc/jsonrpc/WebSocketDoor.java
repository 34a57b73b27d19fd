// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

/// JSON-RPC over WebSocket.
final class WebSocketDoor {
    /// Each has a thread that writes, and may hold a few megabytes.
    private static final int MAX_CONNECTIONS = 1_000;

    /// Well below the time after which proxies drop a silent connection.
    private static final long PING_SECONDS = 20;

    private static final String CONNECTION = "connection";

    private final Function<Session, WebSocketConnection> open;
    private final Semaphore free = new Semaphore(MAX_CONNECTIONS);

    WebSocketDoor(Function<Session, WebSocketConnection> open) {
        this.open = open;
    }

    void configure(WsConfig config) {
        config.onConnect(this::onConnect);
        config.onMessage(socket -> onMessage(socket, socket.message().getBytes(StandardCharsets.UTF_8)));
        config.onBinaryMessage(socket -> {
            var bytes = new byte[socket.data().remaining()];
            socket.data().get(bytes);
            onMessage(socket, bytes);
        });
        config.onClose(this::onClose);
    }

    private void onConnect(WsConnectContext socket) {
        if (!free.tryAcquire()) {
            socket.closeSession(StatusCode.TRY_AGAIN_LATER, "too many connections");
            return;
        }
        socket.attribute(CONNECTION, open.apply(socket.session));
        socket.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
    }

    private static void onMessage(WsContext socket, byte[] message) throws InterruptedException {
        var connection = connection(socket);
        if (connection.isPresent()) {
            connection.get().onMessage(message);
        }
    }

    private void onClose(WsContext socket) {
        connection(socket).ifPresent(connection -> {
            free.release();
            connection.close();
        });
    }

    private static Optional<WebSocketConnection> connection(WsContext socket) {
        return Optional.ofNullable(socket.attribute(CONNECTION));
    }
}
