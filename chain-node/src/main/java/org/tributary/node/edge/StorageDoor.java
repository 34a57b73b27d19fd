// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.storage.ContentTree;
import org.tributary.node.client.BucketClock;
import org.tributary.node.client.Custody;
import org.tributary.node.edge.storage.KeptObject;
import org.tributary.node.edge.storage.ObjectStore;
import org.tributary.node.edge.storage.ObjectStore.Stored;
import org.tributary.primitives.Hash;

/// `PUT`, `GET` and `DELETE` of `/objects/DIGEST`, and `GET …/proof?nonce=…`: an object that is kept on a ticket. The
/// time goes on its tab; what nobody signs for is not kept.
final class StorageDoor implements Door {
    private static final Logger LOG = LoggerFactory.getLogger(StorageDoor.class);

    /// Each hashes up to two megabytes of a large object.
    private static final int PROOFS_AT_ONCE = 4;

    private final Doorman doorman;
    private final Tabs tabs;
    private final BucketClock clock;
    private final ObjectStore store;
    private final EdgeCounters counters;
    private final Semaphore proofs = new Semaphore(PROOFS_AT_ONCE);
    private final ConcurrentMap<Hash, KeepingTime> times = new ConcurrentHashMap<>();

    /// What was kept before is counted from now on.
    StorageDoor(Doorman doorman, Tabs tabs, BucketClock clock, ObjectStore store, EdgeCounters counters) {
        this.doorman = doorman;
        this.tabs = tabs;
        this.clock = clock;
        this.store = store;
        this.counters = counters;
        store.all().forEach(this::begin);
    }

    private void begin(KeptObject object) {
        times.putIfAbsent(
                object.ticket(), new KeepingTime(object.size(), clock.time().millis()));
    }

    @Override
    public void open(JavalinConfig config) {
        config.routes.put("/objects/{digest}", request -> admit(request, this::keep));
        config.routes.get("/objects/{digest}", request -> admit(request, this::giveBack));
        config.routes.delete("/objects/{digest}", request -> admit(request, this::end));
        config.routes.get("/objects/{digest}/proof", request -> admit(request, this::prove));
    }

    private interface Wish {
        void grant(Context request, Tab tab, Hash digest) throws IOException, InterruptedException;
    }

    private void admit(Context request, Wish wish) throws IOException, InterruptedException {
        try {
            switch (doorman.admit(EdgeServer.visit(request), tabs)) {
                case Doorman.Entry.Refused(var refusal) -> Answers.refuse(request, refusal);
                case Doorman.Entry.Guest(var tab) -> {
                    var digest = hash(request.pathParam("digest"));
                    if (digest.isEmpty()) {
                        Answers.refuse(request, Refusal.malformed("a digest is 0x and 64 hex digits"));
                    } else {
                        wish.grant(request, tab, digest.get());
                    }
                }
            }
        } finally {
            counters.answered(request.res().getStatus());
        }
    }

    private static Optional<Hash> hash(String text) {
        return text.matches("0x[0-9a-f]{64}") ? Optional.of(Hash.parse(text)) : Optional.empty();
    }

    private void keep(Context request, Tab tab, Hash digest) throws IOException {
        long size = request.req().getContentLengthLong();
        var refusal = refusal(tab, size);
        if (refusal.isPresent()) {
            Answers.refuse(request, refusal.get());
            return;
        }
        switch (store.store(ticket(tab), digest, size, request.bodyInputStream())) {
            case Stored.Kept(var object) -> {
                begin(object);
                Answers.say(request, 201, Answers.standing(tab.standing()));
            }
            case Stored.Taken _ ->
                Answers.refuse(
                        request,
                        new Refusal(409, "OBJECT_KEPT", "a ticket keeps one object; delete that, or take another"));
            case Stored.NoRoom _ ->
                Answers.refuse(request, new Refusal(507, "NO_ROOM", "the edge has no room for so much; try another"));
            case Stored.Different _ ->
                Answers.refuse(
                        request,
                        new Refusal(Refusal.UNPROCESSABLE, "WRONG_CONTENT", "what came has another digest or length"));
        }
    }

    private Optional<Refusal> refusal(Tab tab, long size) {
        if (size < 1 || size > ContentTree.MOST_BYTES) {
            return Optional.of(
                    new Refusal(413, "TOO_LARGE", "an object has 1 to " + ContentTree.MOST_BYTES + " bytes"));
        }
        if (ContentTree.byteSeconds(size, clock.bucketMillis()) > tab.ticket().maxUnitsPerBucket()) {
            return Optional.of(Refusal.of(Refusal.FORBIDDEN, Rejection.OVER_TICKET_CAP));
        }
        return stopped(tab);
    }

    /// Why nothing is done on this tab now.
    private Optional<Refusal> stopped(Tab tab) {
        var refusal = tab.enter(0, clock.now());
        if (refusal.isEmpty()) {
            tab.leave(false);
        }
        return refusal;
    }

    private Optional<KeptObject> kept(Context request, Tab tab, Hash digest) {
        var object = store.on(ticket(tab)).filter(each -> each.digest().equals(digest));
        if (object.isEmpty()) {
            Answers.refuse(request, new Refusal(404, "NOT_FOUND", "no such object is kept on this ticket"));
        }
        return object;
    }

    private void prove(Context request, Tab tab, Hash digest) throws IOException, InterruptedException {
        var nonce = hash(String.valueOf(request.queryParam("nonce")));
        if (nonce.isEmpty()) {
            Answers.refuse(request, Refusal.malformed("a nonce is 0x and 64 hex digits"));
            return;
        }
        var object = kept(request, tab, digest);
        if (object.isEmpty()) {
            return;
        }
        var refusal = stopped(tab);
        if (refusal.isPresent()) {
            Answers.refuse(request, refusal.get());
            return;
        }
        proofs.acquire();
        try {
            var proof = object.get().answer(nonce.get());
            count(object.get(), tab);
            request.header(Custody.SERVED_HEADER, Long.toString(tab.standing().served()))
                    .header("Cache-Control", "no-store")
                    .contentType("application/octet-stream")
                    .result(proof.encode().toArrayUnsafe());
        } finally {
            proofs.release();
        }
    }

    private void giveBack(Context request, Tab tab, Hash digest) throws IOException {
        var object = kept(request, tab, digest);
        if (object.isEmpty()) {
            return;
        }
        try (var content = object.get().open()) {
            var response = request.res();
            response.setContentType("application/octet-stream");
            response.setContentLengthLong(content.size());
            Channels.newInputStream(content).transferTo(response.getOutputStream());
            response.flushBuffer();
        }
    }

    private void end(Context request, Tab tab, Hash digest) throws IOException {
        var object = kept(request, tab, digest);
        if (object.isPresent()) {
            count(object.get(), tab);
            drop(object.get());
            Answers.say(request, 200, Answers.standing(tab.standing()));
        }
    }

    private void count(KeptObject object, Tab tab) {
        var time = times.get(object.ticket());
        if (time != null) {
            long units = time.more(clock.time().millis());
            tab.charge(units);
            counters.served(units);
        }
    }

    private void drop(KeptObject object) throws IOException {
        times.remove(object.ticket());
        store.drop(object.ticket());
    }

    /// Deletes what is kept for nothing: the ticket is over or used up, or nobody signs.
    @Override
    public void tidy() {
        for (var object : store.all()) {
            var tab = tabs.find(object.ticket());
            tab.ifPresent(each -> count(object, each));
            if (tab.isEmpty() || tab.get().isExhausted(clock.now())) {
                LOG.info("event=object_dropped ticket={} digest={}", object.ticket(), object.digest());
                try {
                    drop(object);
                } catch (IOException failed) {
                    LOG.error("event=object_stays digest={} why={}", object.digest(), failed.getMessage());
                }
            }
        }
    }

    private static Hash ticket(Tab tab) {
        return tab.standing().ticket();
    }
}
