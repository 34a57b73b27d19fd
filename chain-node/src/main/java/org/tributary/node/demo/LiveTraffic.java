// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tributary.node.edge.Edge;

/// Real downloads: three HTTP edges, clients that pay for what they receive, and one that cheats.
final class LiveTraffic {
    static final int CLIENTS = 14;
    static final int DOWNLOADS = 40;

    /// 40 downloads take 18 s then: more than three windows of five seconds.
    private static final Duration PACE = Duration.ofMillis(450);

    /// What one session may cost the DApp; a client that got the largest object each time stays below it.
    static final long MAX_UNITS = 100_000_000;

    private static final long SEED = 20_260_101;

    private final Stage stage;
    private final Content content;
    private final Gateway gateway;

    LiveTraffic(Stage stage, Content content, Gateway gateway) {
        this.stage = stage;
        this.content = content;
        this.gateway = gateway;
    }

    /// Sessions of all clients: each has one at every edge, and the cheater has one.
    static long sessions() {
        return (long) CLIENTS * TracePlan.PROVIDERS + 1;
    }

    TrafficCount run() throws IOException {
        var edges = new ArrayList<Edge>();
        try (var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (var provider : stage.providers()) {
                    edges.add(stage.serve(provider, content));
                    stage.progress().say(provider.name() + " serves " + address(edges.getLast()));
                }
                return Futures.results(submit(edges, http, threads::submit)).stream()
                        .reduce(TrafficCount.NONE, TrafficCount::plus);
            } finally {
                threads.shutdownNow();
                http.shutdownNow();
                edges.forEach(Edge::close);
            }
        }
    }

    private static URI address(Edge edge) {
        return URI.create("http://127.0.0.1:" + edge.port());
    }

    private interface Start {
        Future<TrafficCount> submit(Callable<TrafficCount> client);
    }

    private List<Future<TrafficCount>> submit(List<Edge> edges, HttpClient http, Start start) {
        var running = new ArrayList<Future<TrafficCount>>();
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < CLIENTS; i++) {
            var own = random.split();
            running.add(start.submit(() -> user(edges, http, own).call()));
        }
        running.add(start.submit(() -> cheater(edges, http).call()));
        stage.progress().say(CLIENTS + " clients download " + DOWNLOADS + " objects each; one more client cheats");
        return running;
    }

    private EdgeUser user(List<Edge> edges, HttpClient http, SplittableRandom random) {
        var sessions = new ArrayList<ClientSession>();
        for (int i = 0; i < edges.size(); i++) {
            sessions.add(session(i, edges, http));
        }
        return new EdgeUser(sessions, content.names(), DOWNLOADS, PACE, random, stage.stop());
    }

    private Cheater cheater(List<Edge> edges, HttpClient http) {
        var names = content.names().stream()
                .filter(name -> ObjectHash.provider(name, edges.size()) == 0)
                .toList();
        return new Cheater(session(0, edges, http), stage.providers().getFirst(), names, MAX_UNITS, stage);
    }

    private ClientSession session(int provider, List<Edge> edges, HttpClient http) {
        var host = new ClientSession.Host(
                http, address(edges.get(provider)), stage.providers().get(provider), gateway);
        return ClientSession.open(host, MAX_UNITS, stage);
    }
}
