// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.eclipse.jetty.websocket.api.Session;
import org.tributary.rpc.jsonrpc.dispatch.Dispatcher;
import org.tributary.rpc.jsonrpc.follow.Outlet;
import org.tributary.rpc.jsonrpc.follow.Subscriptions;

/// One WebSocket: the methods of the server and its own subscriptions. Its requests are answered one after the other.
final class WebSocketConnection implements AutoCloseable {
    private final Outbox outbox;
    private final Subscriptions subscriptions;
    private final Dispatcher dispatcher;

    WebSocketConnection(
            Session session,
            Function<Outlet, Subscriptions> subscriptions,
            Function<Subscriptions, Dispatcher> dispatcher) {
        this.outbox = new Outbox(session);
        this.subscriptions = subscriptions.apply(outbox);
        this.dispatcher = dispatcher.apply(this.subscriptions);
    }

    void onMessage(byte[] message) throws InterruptedException {
        var answer = dispatcher.answer(message);
        if (answer.isPresent()) {
            outbox.answer(new String(answer.get(), StandardCharsets.US_ASCII));
        }
        subscriptions.activate();
    }

    @Override
    public void close() {
        subscriptions.close();
        outbox.close();
    }
}
