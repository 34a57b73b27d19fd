// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metrics;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinException;
import org.jspecify.annotations.Nullable;
import org.tributary.primitives.Verdict;

/// `/metrics`, `/liveness` and `/readiness` on a port of their own, so that it need not be open to the world.
public final class MetricsServer implements AutoCloseable {
    /// One peer, so that a node that hears nobody is not ready unless it is asked to be lenient.
    private static final int DEFAULT_MIN_PEERS = 1;
    /// A few blocks of slack: a node that is being caught up would flap otherwise.
    private static final long DEFAULT_MAX_BLOCKS_BEHIND = 10;

    private final Javalin server;

    private MetricsServer(Javalin server) {
        this.server = server;
    }

    /// The address cannot be listened on; the message names it.
    public static final class CannotListen extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        CannotListen(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// @param port 0 lets the system choose
    /// @throws CannotListen where the port is taken
    public static MetricsServer start(String host, int port, Metrics metrics, Readiness readiness) {
        var server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.get(
                    "/metrics",
                    request -> request.contentType("text/plain; version=0.0.4; charset=utf-8")
                            .result(metrics.scrape()));
            config.routes.get("/liveness", request -> request.result("alive\n"));
            config.routes.get("/readiness", request -> onReadiness(request, readiness));
        });
        try {
            return new MetricsServer(server.start(host, port));
        } catch (JavalinException e) {
            throw new CannotListen(
                    "cannot serve metrics on " + host + ":" + port
                            + "; is the port in use? Choose another metrics port, or 0 for any",
                    e);
        }
    }

    private static void onReadiness(Context request, Readiness readiness) {
        long minPeers;
        long maxBlocksBehind;
        try {
            minPeers = number(request.queryParam("minPeers"), DEFAULT_MIN_PEERS);
            maxBlocksBehind = number(request.queryParam("maxBlocksBehind"), DEFAULT_MAX_BLOCKS_BEHIND);
        } catch (NumberFormatException e) {
            request.status(HttpStatus.BAD_REQUEST).result("minPeers and maxBlocksBehind are whole numbers\n");
            return;
        }
        switch (readiness.judge(minPeers, maxBlocksBehind)) {
            case Verdict.Accept _ -> request.result("ready\n");
            case Verdict.Reject(var reason) ->
                request.status(HttpStatus.SERVICE_UNAVAILABLE).result(reason + "\n");
        }
    }

    private static long number(@Nullable String text, long otherwise) {
        return text == null ? otherwise : Long.parseLong(text);
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
