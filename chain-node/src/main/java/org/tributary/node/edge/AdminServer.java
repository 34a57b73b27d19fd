// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import io.javalin.Javalin;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tributary.node.config.Endpoint;
import org.tributary.node.edge.earnings.Earnings;
import org.tributary.node.edge.earnings.EarningsDesk.Look;

/// `/status`, `/metrics`, `/liveness` and `/readiness`, on a port that need not be open to the world.
final class AdminServer implements AutoCloseable {
    private static final int DECIMALS = 18;

    private final Javalin javalin;

    private AdminServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /// @param status looks at the nodes, so it may take a while
    /// @param latest the last one that was taken; quick
    static AdminServer start(Endpoint listen, Supplier<EdgeStatus> status, Supplier<EdgeStatus> latest) {
        var registry = registry(latest);
        var javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.concurrency.useVirtualThreads = true;
            config.routes.get(
                    "/status", request -> Answers.say(request, 200, status.get().json()));
            config.routes.get(
                    "/metrics",
                    request -> request.contentType("text/plain; version=0.0.4; charset=utf-8")
                            .result(registry.scrape()));
            config.routes.get("/liveness", request -> request.result("alive\n"));
            config.routes.get("/readiness", request -> {
                switch (latest.get().look()) {
                    case Look.Seen _ -> request.result("ready\n");
                    case Look.Failed(var why) ->
                        request.status(HttpStatus.SERVICE_UNAVAILABLE).result("no node answers: " + why + "\n");
                }
            });
        });
        try {
            return new AdminServer(javalin.start(listen.host(), listen.port()));
        } catch (JavalinBindException busy) {
            throw new EdgeServer.CannotListen(
                    "the edge cannot listen on " + listen + ": is the port in use? Choose another with --admin", busy);
        }
    }

    private static PrometheusMeterRegistry registry(Supplier<EdgeStatus> latest) {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        gauge(
                registry,
                "edge_served_units",
                () -> latest.get().edge().counters().servedUnits());
        gauge(registry, "edge_unreceipted_units", () -> latest.get().edge().unreceiptedUnits());
        gauge(registry, "edge_written_off_units", () -> latest.get().edge().writtenOffUnits());
        gauge(registry, "edge_open_tickets", () -> latest.get().edge().openTickets());
        receipts(registry, "signed", () -> latest.get().receipts().signed());
        receipts(registry, "submitted", () -> latest.get().receipts().submitted());
        receipts(registry, "certified", () -> latest.get().receipts().certified());
        receipts(registry, "on_chain", () -> latest.get().receipts().onChainInAll());
        receipts(registry, "superseded", () -> latest.get().receipts().superseded());
        receipts(registry, "rejected", () -> latest.get().receipts().rejectedInAll());
        gauge(registry, "edge_demands_answered", () -> latest.get().demands().answered());
        gauge(registry, "edge_demands_open", () -> latest.get().demands().open().size());
        gauge(
                registry,
                "edge_demand_seconds_left",
                () -> latest.get()
                        .demands()
                        .leftMillis(Instant.now())
                        .map(left -> left / 1_000.0)
                        .orElse(Double.NaN));
        earned(registry, "earned", latest, Earnings::earned);
        earned(registry, "settled", latest, Earnings::settled);
        earned(registry, "unsettled", latest, Earnings::unsettled);
        earned(registry, "fees", latest, Earnings::fees);
        earned(registry, "held", latest, Earnings::held);
        return registry;
    }

    private static void gauge(PrometheusMeterRegistry registry, String name, Supplier<Number> value) {
        Gauge.builder(name, value).strongReference(true).register(registry);
    }

    private static void receipts(PrometheusMeterRegistry registry, String state, Supplier<Number> value) {
        Gauge.builder("edge_receipts_count", value)
                .tag("state", state)
                .strongReference(true)
                .register(registry);
    }

    /// In whole tokens: a gauge has not enough digits for the smallest unit. `/status` has.
    private static void earned(
            PrometheusMeterRegistry registry,
            String part,
            Supplier<EdgeStatus> latest,
            Function<Earnings, BigInteger> figure) {
        Gauge.builder("edge_earnings_tokens", () -> switch (latest.get().look()) {
                    case Look.Seen(var statement) ->
                        new BigDecimal(figure.apply(statement.total()), DECIMALS).doubleValue();
                    case Look.Failed _ -> Double.NaN;
                })
                .tag("part", part)
                .strongReference(true)
                .register(registry);
    }

    int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
