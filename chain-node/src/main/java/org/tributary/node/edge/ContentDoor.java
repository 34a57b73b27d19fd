// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.tributary.node.client.BucketClock;
import org.tributary.node.edge.content.ByteRanges;
import org.tributary.node.edge.content.Conditions;
import org.tributary.node.edge.content.Objects;
import org.tributary.node.edge.content.Objects.Found;
import org.tributary.node.edge.content.StoredObject;

/// `GET` and `HEAD` of content: for the client of an open ticket, as far as the edge's credit and the
/// ticket reach.
final class ContentDoor implements Door {
    private final Doorman doorman;
    private final Tabs tabs;
    private final BucketClock clock;
    private final Objects objects;
    private final EdgeCounters counters;

    ContentDoor(Doorman doorman, Tabs tabs, BucketClock clock, Objects objects, EdgeCounters counters) {
        this.doorman = doorman;
        this.tabs = tabs;
        this.clock = clock;
        this.objects = objects;
        this.counters = counters;
    }

    @Override
    public void open(JavalinConfig config) {
        config.routes.get("/*", request -> handle(request, false));
        config.routes.head("/*", request -> handle(request, true));
    }

    private void handle(Context request, boolean headOnly) throws IOException, InterruptedException {
        try {
            admit(request, headOnly);
        } finally {
            counters.answered(request.res().getStatus());
        }
    }

    private void admit(Context request, boolean headOnly) throws IOException, InterruptedException {
        switch (doorman.admit(EdgeServer.visit(request), tabs)) {
            case Doorman.Entry.Refused(var refusal) -> Answers.refuse(request, refusal);
            case Doorman.Entry.Guest(var tab) -> find(request, tab, headOnly);
        }
    }

    private void find(Context request, Tab tab, boolean headOnly) throws IOException, InterruptedException {
        var query = request.req().getQueryString();
        switch (objects.find(request.req().getRequestURI(), query == null ? "" : query)) {
            case Found.Missing _ -> Answers.refuse(request, new Refusal(404, "NOT_FOUND", "there is no such object"));
            case Found.Failed(var status, var code, var why) -> Answers.refuse(request, new Refusal(status, code, why));
            case Found.Here(var object) -> {
                try (object) {
                    send(request, tab, object, headOnly);
                }
            }
        }
    }

    private void send(Context request, Tab tab, StoredObject object, boolean headOnly)
            throws IOException, InterruptedException {
        var conditions = new Conditions(
                request.header("If-Match"),
                request.header("If-Unmodified-Since"),
                request.header("If-None-Match"),
                request.header("If-Modified-Since"),
                request.header("If-Range"));
        switch (conditions.judge(object)) {
            case NOT_MODIFIED -> {
                describe(request, object);
                request.status(304);
            }
            case PRECONDITION_FAILED ->
                Answers.refuse(request, new Refusal(412, "PRECONDITION_FAILED", "the object is not the one asked for"));
            case SEND -> send(request, tab, object, ranges(request, object, conditions), headOnly);
        }
    }

    private static ByteRanges ranges(Context request, StoredObject object, Conditions conditions) {
        var header = request.header("Range");
        return header == null || !conditions.allowsPart(object)
                ? new ByteRanges.Whole()
                : ByteRanges.parse(header, object.size());
    }

    private void send(Context request, Tab tab, StoredObject object, ByteRanges ranges, boolean headOnly)
            throws IOException, InterruptedException {
        if (ranges instanceof ByteRanges.Unsatisfiable) {
            request.header("Content-Range", "bytes */" + object.size());
            Answers.refuse(
                    request, new Refusal(416, "RANGE_NOT_SATISFIABLE", "the object has " + object.size() + " bytes"));
            return;
        }
        var layout = Layout.of(object, ranges);
        var refusal = headOnly ? Optional.<Refusal>empty() : tab.enter(layout.length(), clock.now());
        if (refusal.isPresent()) {
            Answers.refuse(request, refusal.get());
            return;
        }
        describe(request, object);
        var response = request.res();
        response.setStatus(layout.status());
        response.setContentLengthLong(layout.length());
        response.setContentType(layout.type());
        layout.contentRange().ifPresent(range -> response.setHeader("Content-Range", range));
        if (headOnly) {
            return;
        }
        boolean whole = false;
        try {
            new MeteredBody(tab, clock, counters, response.getOutputStream()).send(layout, object);
            response.flushBuffer();
            whole = true;
        } finally {
            tab.leave(!whole);
        }
    }

    private static void describe(Context request, StoredObject object) {
        request.header("ETag", object.etag());
        request.header("Last-Modified", Conditions.date(object.modified()));
        request.header("Accept-Ranges", "bytes");
        // A shared cache on the way would serve what nobody signs for.
        request.header("Cache-Control", object.cacheControl().isEmpty() ? "private" : privately(object.cacheControl()));
    }

    private static String privately(String cacheControl) {
        return cacheControl.toLowerCase(Locale.ROOT).contains("no-store") ? "no-store" : "private, " + cacheControl;
    }
}
