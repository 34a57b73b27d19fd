// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.node.edge.Doorman.Visit;
import org.tributary.node.storage.StorageException;

/// The edge's HTTP server. docs/protocol/edge-http.md.
public final class EdgeServer implements AutoCloseable {
    /// What is not content lies here (RFC 8615).
    static final String CONTROL = "/.well-known/tributary";

    private static final Logger LOG = LoggerFactory.getLogger(EdgeServer.class);

    /// Of one client, or of thousands: a descriptor and a buffer of 64 KiB each.
    private static final int MAX_CONNECTIONS = 4_096;

    /// A client that sends half a request, or does not take what it asked for.
    private static final Duration IDLE_TIME = Duration.ofSeconds(30);

    /// Two signatures and a few conditions have less than one kilobyte.
    private static final int MAX_HEADER_BYTES = 8 << 10;

    private final Javalin javalin;

    private EdgeServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /// The address cannot be listened on; the message names it.
    public static final class CannotListen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotListen(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static EdgeServer start(String host, int port, Description description, Doors doors) {
        var javalin = Javalin.create(config -> configure(config, description, doors));
        try {
            javalin.start(host, port);
            return new EdgeServer(javalin);
        } catch (JavalinBindException busy) {
            throw new CannotListen(
                    "the edge cannot listen on " + host + ":" + port
                            + ": is the port in use? Stop the other program, or choose another with --listen",
                    busy);
        }
    }

    /// Who answers what.
    record Doors(TicketDoor tickets, ReceiptDoor receipts, Door goods) {}

    private static void configure(JavalinConfig config, Description description, Doors doors) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        // What is compressed on the way would be counted twice over: once here, once at the client.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setIdleTimeout(IDLE_TIME.toMillis());
            http.setRequestHeaderSize(MAX_HEADER_BYTES);
            http.setSendServerVersion(false);
        });
        config.jetty.modifyServer(server -> server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server)));
        config.routes.get(CONTROL, request -> Answers.say(request, 200, description.json()));
        config.routes.post(CONTROL + "/tickets", doors.tickets()::onPost);
        config.routes.post(CONTROL + "/receipts", doors.receipts()::onPost);
        doors.goods().open(config);
        config.routes.exception(IOException.class, EdgeServer::onBroken);
        config.routes.exception(StorageException.class, EdgeServer::onFullDisk);
    }

    /// The client went away, or may have no more: what it has got so far is not the whole, and it must
    /// not look so.
    private static void onBroken(IOException broken, Context request) {
        LOG.info("event=download_ended path={} why={}", request.req().getRequestURI(), broken.getMessage());
        if (!request.res().isCommitted()) {
            Answers.refuse(request, new Refusal(500, "INTERNAL", "the edge cannot read the object; try again later"));
        }
    }

    /// Nothing is acknowledged that is not on the disk.
    private static void onFullDisk(StorageException failed, Context request) {
        LOG.error("event=journal_failed why={}", failed.getMessage());
        Answers.refuse(
                request,
                new Refusal(
                        Refusal.UNAVAILABLE, "STORAGE_FAILED", "the edge cannot write to its disk; try again later"));
    }

    static Visit visit(Context request) {
        return Visit.of(
                request.req().getMethod(),
                request.header("Host"),
                request.req().getRequestURI(),
                request.req().getQueryString(),
                request.header("Signature-Input"),
                request.header("Signature"));
    }

    /// The port that is listened on.
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
