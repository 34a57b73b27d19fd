// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.node.client.Custody;
import org.tributary.node.edge.Goods;
import org.tributary.node.edge.storage.ObjectStore;

/// Real storage: clients have objects kept and proved. One edge's disk loses half of one, and one client cheats.
final class LiveStorage implements LiveUsage {
    static final int OBJECTS = 6;

    private static final int SIZE = 1 << 20;
    private static final long SEED = 20_260_301;
    private static final long ROOM = 64L * SIZE;

    /// For some minutes.
    private static final long MAX_UNITS = 600L * SIZE;

    /// Twenty seconds of one object: proofs come every half second.
    private static final long CREDIT = 20L * SIZE;

    private final Path directory;
    private final Duration keep;

    /// @param directory for what the edges keep
    /// @param keep how long
    LiveStorage(Path directory, Duration keep) {
        this.directory = directory;
        this.keep = keep;
    }

    @Override
    public long maxUnits() {
        return MAX_UNITS;
    }

    /// One for each object, one for that which gets lost, and the cheater's.
    @Override
    public long sessions() {
        return OBJECTS + 2;
    }

    @Override
    public TrafficCount run(LiveEdges edges) throws IOException {
        var stores = new ArrayList<ObjectStore>();
        edges.open(
                provider -> {
                    stores.add(new ObjectStore(directory.resolve(provider.name()), ROOM));
                    return new Goods.Storage(stores.getLast());
                },
                CREDIT);
        var random = new SplittableRandom(SEED);
        var clients = new ArrayList<Callable<TrafficCount>>();
        for (int i = 0; i < OBJECTS; i++) {
            int provider = i % edges.size();
            var name = "object-" + (i + 1);
            var content = content(random);
            clients.add(() -> new ObjectOwner(edges.session(provider), name, content, keep, edges.stage()).call());
        }
        var unlucky = content(random);
        clients.add(() -> lost(edges, stores, unlucky));
        var last = content(random);
        clients.add(() ->
                edges.cheater(session -> cheatersObject(session, last, edges)).call());
        edges.stage()
                .progress()
                .say(OBJECTS + " objects of " + SIZE + " bytes are kept for " + keep.toSeconds()
                        + " s; one more gets lost in part; one more client cheats");
        return edges.all(clients);
    }

    private static Bytes content(SplittableRandom random) {
        var bytes = new byte[SIZE];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    private TrafficCount lost(LiveEdges edges, List<ObjectStore> stores, Bytes content) throws IOException {
        int provider = edges.size() - 1;
        var session = edges.session(provider);
        var owner = new ObjectOwner(session, "object-x", content, keep, edges.stage());
        return owner.disappointed(() -> {
            var object = stores.get(provider)
                    .on(session.session().ticket())
                    .orElseThrow(() -> new DemoFailed("the edge keeps nothing"));
            damage(object.content());
            edges.stage()
                    .progress()
                    .say(edges.stage().providers().get(provider).name() + "'s disk loses half of object-x");
        });
    }

    /// Overwrites the second half, as a disk does that went bad.
    private static void damage(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(SIZE / 2), SIZE / 2);
        }
    }

    private long cheatersObject(ClientSession session, Bytes content, LiveEdges edges) throws IOException {
        var custody = Custody.store(session.session(), session.edge(), content);
        long proofs =
                new ObjectOwner(session, "object-y", content, keep, edges.stage()).proofs(custody, keep.dividedBy(4));
        session.end();
        custody.end();
        return proofs;
    }
}
