// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.tributary.ledger.view.NetworkView;
import org.tributary.rpc.jsonrpc.dispatch.Discovery;
import org.tributary.rpc.jsonrpc.dispatch.Dispatcher;
import org.tributary.rpc.jsonrpc.dispatch.MethodTable;
import org.tributary.rpc.jsonrpc.eth.AccountMethods;
import org.tributary.rpc.jsonrpc.eth.BlockMethods;
import org.tributary.rpc.jsonrpc.eth.CallMethods;
import org.tributary.rpc.jsonrpc.eth.ChainMethods;
import org.tributary.rpc.jsonrpc.eth.FeeMethods;
import org.tributary.rpc.jsonrpc.eth.TransactionMethods;
import org.tributary.rpc.jsonrpc.filter.FilterMethods;
import org.tributary.rpc.jsonrpc.follow.ChainFeed;
import org.tributary.rpc.jsonrpc.follow.Subscriptions;
import org.tributary.rpc.jsonrpc.logs.Logs;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;
import org.tributary.rpc.jsonrpc.method.RpcError;
import org.tributary.rpc.jsonrpc.method.TimeLimit;

/// The JSON-RPC server: HTTP and WebSocket on `/` of one port.
public final class JsonRpcServer implements AutoCloseable {
    /// Of one client, or of thousands: a file descriptor and a few kilobytes each.
    private static final int MAX_CONNECTIONS = 4_096;

    /// A client that sends half a request and then nothing is dropped after this.
    private static final Duration IDLE_TIME = Duration.ofSeconds(60);

    private final Javalin javalin;
    private final ChainFeed feed;
    private final int port;

    private JsonRpcServer(Javalin javalin, ChainFeed feed) {
        this.javalin = javalin;
        this.feed = feed;
        this.port = javalin.port();
    }

    /// The address cannot be listened on; the message names it.
    public static final class CannotListen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotListen(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// Listens once this returns.
    ///
    /// @param more methods besides Ethereum's
    public static JsonRpcServer start(JsonRpcSettings settings, NetworkView view, List<MethodGroup> more) {
        var feed = new ChainFeed(view);
        try {
            var methods = new MethodTable(groups(settings, view, feed, more));
            var javalin = Javalin.create(config -> configure(config, settings, view, feed, methods));
            javalin.start(settings.host(), settings.port());
            return new JsonRpcServer(javalin, feed);
        } catch (JavalinBindException busy) {
            feed.close();
            throw new CannotListen(
                    "JSON-RPC cannot listen on " + settings.host() + ":" + settings.port()
                            + ": is the port in use? Stop the other program, or configure another port",
                    busy);
        } catch (RuntimeException failed) {
            feed.close();
            throw failed;
        }
    }

    /// The port that is listened on.
    public int port() {
        return port;
    }

    @Override
    public void close() {
        feed.close();
        javalin.stop();
    }

    private static List<MethodGroup> groups(
            JsonRpcSettings settings, NetworkView view, ChainFeed feed, List<MethodGroup> more) {
        var limits = settings.limits();
        var logs = new Logs(view, limits);
        var groups = new ArrayList<MethodGroup>(List.of(
                new ChainMethods(view, settings.clientVersion()),
                new AccountMethods(view),
                new BlockMethods(view),
                new CallMethods(view, new TimeLimit(limits.callTime())),
                new FeeMethods(view),
                new TransactionMethods(view, feed::untilAbove),
                logs,
                new FilterMethods(view, logs, feed.pending(), limits),
                JsonRpcServer::withoutConnection));
        groups.addAll(more);
        groups.add(new Discovery(List.copyOf(groups), settings.clientVersion()));
        return groups;
    }

    /// Over HTTP there is nobody to notify.
    private static List<Method> withoutConnection() {
        return List.of(
                Method.of("eth_subscribe", _ -> RpcError.notificationsUnsupported(), "kind", "options?"),
                Method.of("eth_unsubscribe", _ -> RpcError.notificationsUnsupported(), "id"));
    }

    private static void configure(
            JavalinConfig config, JsonRpcSettings settings, NetworkView view, ChainFeed feed, MethodTable methods) {
        var limits = settings.limits();
        jetty(config, limits.bodyBytes());
        var hosts = new HostCheck(settings.allowedHosts());
        config.routes.before(request -> check(hosts, request));
        config.routes.wsBeforeUpgrade(request -> check(hosts, request));
        var http = new HttpDoor(new Dispatcher(methods, limits), limits.bodyBytes());
        config.routes.post("/", http::onPost);
        config.routes.options("/", http::onOptions);
        config.routes.get("/", http::onGet);
        var sockets = new WebSocketDoor(session -> new WebSocketConnection(
                session,
                outlet -> new Subscriptions(view, feed, outlet, limits.subscriptionsPerConnection()),
                own -> new Dispatcher(methods.with(own), limits)));
        config.routes.ws("/", sockets::configure);
    }

    private static void jetty(JavalinConfig config, int maxBodyBytes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        // Clients are near, and a batch of hashes does not get smaller.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.modifyHttpConfiguration(http -> http.setIdleTimeout(IDLE_TIME.toMillis()));
        config.jetty.modifyServer(server -> server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server)));
        config.jetty.modifyWebSocketServletFactory(factory -> {
            factory.setMaxTextMessageSize(maxBodyBytes);
            factory.setMaxBinaryMessageSize(maxBodyBytes);
            factory.setIdleTimeout(IDLE_TIME);
        });
    }

    private static void check(HostCheck hosts, Context request) {
        if (!hosts.allows(request.header("Host"))) {
            throw new ForbiddenResponse("invalid host specified");
        }
    }
}
