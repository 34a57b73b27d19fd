// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.tributary.node.client.TicketFile;

/// A caller that signs its request, hears, and says and signs nothing else.
final class SilentLine implements WebSocket.Listener {
    private final AtomicInteger frames = new AtomicInteger();
    private volatile int status;
    private volatile String reason = "";

    SilentLine(RunningEdge edge, TicketFile ticket, String path) throws Exception {
        var signature = edge.signed("GET", path, ticket, edge.issued.client);
        var builder = edge.http.newWebSocketBuilder();
        for (int i = 0; i < signature.size(); i += 2) {
            builder.header(signature.get(i), signature.get(i + 1));
        }
        builder.buildAsync(URI.create(edge.url(path).toString().replaceFirst("http", "ws")), this)
                .get();
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        if (last) {
            frames.incrementAndGet();
        }
        from.request(1);
        return WebSocket.Listener.super.onBinary(from, data, last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String why) {
        reason = why;
        status = code;
        return WebSocket.Listener.super.onClose(from, code, why);
    }

    int frames() {
        return frames.get();
    }

    /// Of the close frame; 0 before it.
    int status() {
        return status;
    }

    String reason() {
        return reason;
    }
}
