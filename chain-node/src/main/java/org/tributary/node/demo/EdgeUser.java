// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.tributary.node.remote.Stop;

/// An honest client: downloads one object after the other, at an even pace, each from the edge that has it.
final class EdgeUser implements Callable<TrafficCount> {
    private final List<ClientSession> sessions;
    private final List<String> names;
    private final int downloads;
    private final Duration pace;
    private final SplittableRandom random;
    private final Stop stop;

    /// @param sessions one at each edge
    /// @param pace from the start of one download to that of the next
    EdgeUser(
            List<ClientSession> sessions,
            List<String> names,
            int downloads,
            Duration pace,
            SplittableRandom random,
            Stop stop) {
        this.sessions = List.copyOf(sessions);
        this.names = List.copyOf(names);
        this.downloads = downloads;
        this.pace = pace;
        this.random = random;
        this.stop = stop;
    }

    @Override
    public TrafficCount call() {
        long start = System.nanoTime();
        long bytes = 0;
        for (int i = 0; i < downloads; i++) {
            var name = names.get(random.nextInt(names.size()));
            bytes += sessions.get(ObjectHash.provider(name, sessions.size())).download(name);
            sessions.forEach(ClientSession::settle);
            stop.pause(pace.multipliedBy(i + 1L).minusNanos(System.nanoTime() - start));
        }
        for (var session : sessions) {
            session.end();
            session.close();
        }
        return new TrafficCount(downloads, bytes);
    }
}
