// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.tributary.node.edge.Goods;
import org.tributary.node.edge.content.Folder;

/// Real downloads: three HTTP edges, clients that pay for what they receive, and one that cheats.
final class LiveTraffic implements LiveUsage {
    static final int CLIENTS = 14;
    static final int DOWNLOADS = 40;

    /// 40 downloads take 18 s then: more than three windows of five seconds.
    private static final Duration PACE = Duration.ofMillis(450);

    /// A client that got the largest object each time stays below it.
    private static final long MAX_UNITS = 100_000_000;

    /// Half of the largest object: receipts are signed while it comes.
    private static final long CREDIT = 1 << 20;

    private static final int CHEATERS_DOWNLOADS = 5;
    private static final long SEED = 20_260_101;

    private final Content content;

    LiveTraffic(Content content) {
        this.content = content;
    }

    @Override
    public long maxUnits() {
        return MAX_UNITS;
    }

    /// Each client has one at every edge, and the cheater has one.
    @Override
    public long sessions() {
        return (long) CLIENTS * TracePlan.PROVIDERS + 1;
    }

    @Override
    public TrafficCount run(LiveEdges edges) throws IOException {
        var folder = new Folder(content.folder());
        edges.open(_ -> new Goods.Content(folder), CREDIT);
        var clients = new ArrayList<Callable<TrafficCount>>();
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < CLIENTS; i++) {
            var own = random.split();
            clients.add(() -> user(edges, own).call());
        }
        clients.add(() -> edges.cheater(session -> cheatersDownloads(session, edges.size()))
                .call());
        edges.stage()
                .progress()
                .say(CLIENTS + " clients download " + DOWNLOADS + " objects each; one more client cheats");
        return edges.all(clients);
    }

    private EdgeUser user(LiveEdges edges, SplittableRandom random) {
        var sessions = new ArrayList<ClientSession>();
        for (int i = 0; i < edges.size(); i++) {
            sessions.add(edges.session(i));
        }
        return new EdgeUser(
                sessions,
                content.names(),
                DOWNLOADS,
                PACE,
                random,
                edges.stage().stop());
    }

    private long cheatersDownloads(ClientSession session, int providers) {
        List<String> names = content.names().stream()
                .filter(name -> ObjectHash.provider(name, providers) == 0)
                .limit(CHEATERS_DOWNLOADS)
                .toList();
        names.forEach(session::download);
        return names.size();
    }
}
