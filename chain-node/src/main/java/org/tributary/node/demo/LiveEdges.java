// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.tributary.node.edge.Edge;
import org.tributary.node.edge.Goods;

/// The providers' edges while clients use them, and the clients' way to them.
final class LiveEdges implements AutoCloseable {
    private final Stage stage;
    private final Gateway gateway;
    private final long maxUnits;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Edge> edges = new ArrayList<>();

    /// @param maxUnits what each session's ticket is good for
    LiveEdges(Stage stage, Gateway gateway, long maxUnits) {
        this.stage = stage;
        this.gateway = gateway;
        this.maxUnits = maxUnits;
    }

    /// What each provider has for clients.
    interface Stock {
        Goods of(Provider provider) throws IOException;
    }

    /// Lets every provider's edge serve.
    ///
    /// @param credit in units
    void open(Stock stock, long credit) throws IOException {
        for (var provider : stage.providers()) {
            edges.add(stage.serve(provider, stock.of(provider), credit));
            stage.progress().say(provider.name() + " serves " + address(edges.getLast()));
        }
    }

    private static URI address(Edge edge) {
        return URI.create("http://127.0.0.1:" + edge.port());
    }

    Stage stage() {
        return stage;
    }

    int size() {
        return edges.size();
    }

    /// A new client's session at the edge of this provider.
    ClientSession session(int provider) {
        var host = new ClientSession.Host(
                http, address(edges.get(provider)), stage.providers().get(provider), gateway);
        return ClientSession.open(host, maxUnits, stage);
    }

    /// A new client at the first edge that cheats in the end.
    Cheater cheater(Cheater.Honest honest) {
        return new Cheater(session(0), stage.providers().getFirst(), honest, maxUnits, stage);
    }

    /// Lets all of them act at once, and adds up what they received.
    TrafficCount all(List<Callable<TrafficCount>> clients) {
        return Futures.results(clients.stream().map(threads::submit).toList()).stream()
                .reduce(TrafficCount.NONE, TrafficCount::plus);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.shutdownNow();
        edges.forEach(Edge::close);
    }
}
