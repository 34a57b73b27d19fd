// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import org.tributary.rpc.jsonrpc.dispatch.Dispatcher;

/// JSON-RPC over HTTP: every answer, errors too, has status 200.
final class HttpDoor {
    private static final String JSON = "application/json";

    /// How much of a body that is too large is read and thrown away, so that its sender gets to read why.
    private static final long MAX_DRAINED_BYTES = 64L * 1024 * 1024;

    private final Dispatcher dispatcher;
    private final int maxBodyBytes;

    HttpDoor(Dispatcher dispatcher, int maxBodyBytes) {
        this.dispatcher = dispatcher;
        this.maxBodyBytes = maxBodyBytes;
    }

    void onPost(Context request) throws IOException {
        allowAnyPage(request);
        var in = request.bodyInputStream();
        var body = in.readNBytes(maxBodyBytes + 1);
        request.contentType(JSON);
        if (body.length > maxBodyBytes) {
            drain(in);
            request.result(dispatcher.bodyTooLarge());
            return;
        }
        // Notifications only: an empty body, as geth.
        request.result(dispatcher.answer(body).orElse(new byte[0]));
    }

    /// The answer to a browser that asks first (CORS).
    void onOptions(Context request) {
        allowAnyPage(request);
        request.header("Access-Control-Allow-Methods", "POST, OPTIONS");
        request.header("Access-Control-Allow-Headers", "Content-Type");
        request.header("Access-Control-Max-Age", "600");
        request.status(HttpStatus.NO_CONTENT);
    }

    /// For people and load balancers that just look whether someone is there.
    void onGet(Context request) {
        request.result("JSON-RPC 2.0: POST a request here, or open a WebSocket.\n");
    }

    /// The chain is public and the node holds no keys, so any page may read, and hand in what is signed. There are no
    /// credentials to allow.
    private static void allowAnyPage(Context request) {
        request.header("Access-Control-Allow-Origin", "*");
    }

    private static void drain(InputStream in) throws IOException {
        var buffer = new byte[64 * 1024];
        long drained = 0;
        for (int read = in.read(buffer); read >= 0 && drained < MAX_DRAINED_BYTES; read = in.read(buffer)) {
            drained += read;
        }
    }
}
