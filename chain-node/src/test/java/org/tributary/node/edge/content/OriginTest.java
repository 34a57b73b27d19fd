// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tributary.node.edge.content.Objects.Found;

/// The cache before a real HTTP server.
class OriginTest {
    private final HttpServer server;
    private final ConcurrentMap<String, String> objects = new ConcurrentHashMap<>();
    private final Map<String, String> headers = new TreeMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final Path directory;
    private volatile boolean held;
    private volatile int status = 200;
    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private Origin origin;

    OriginTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        origin = origin(1_000);
    }

    @AfterEach
    void stop() {
        origin.close();
        server.stop(0);
    }

    private Origin origin(long bytes) throws IOException {
        var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/site/");
        return new Origin(base, directory.resolve("cache"), bytes, () -> now);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = exchange.getRequestURI().toString();
            var condition = exchange.getRequestHeaders().getFirst("If-None-Match");
            requests.add(target + (condition == null ? "" : " if not " + condition));
            if (held) {
                try {
                    released.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            var text = objects.get(target);
            var tag = exchange.getResponseHeaders().getFirst("ETag");
            if (status != 200 || text == null) {
                exchange.sendResponseHeaders(status == 200 ? 404 : status, -1);
            } else if (condition != null && condition.equals(tag)) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private String get(String path) throws Exception {
        return switch (origin.find(path, "")) {
            case Found.Here(var object) -> {
                try (object) {
                    var bytes = ByteBuffer.allocate((int) object.size());
                    while (bytes.hasRemaining() && object.content().read(bytes, bytes.position()) >= 0) {
                        continue;
                    }
                    yield new String(bytes.array(), StandardCharsets.UTF_8);
                }
            }
            case Found.Missing _ -> "missing";
            case Found.Failed(var code, var reason, var why) -> code + " " + reason;
        };
    }

    @Test
    void asksOnceWhileTheObjectIsFresh() throws Exception {
        objects.put("/site/a", "one");
        headers.put("Cache-Control", "max-age=60");
        assertThat(get("/a")).isEqualTo("one");
        objects.put("/site/a", "two");
        now = now.plusSeconds(59);
        assertThat(get("/a")).isEqualTo("one");
        now = now.plusSeconds(1);
        assertThat(get("/a")).isEqualTo("two");
        assertThat(requests).containsExactly("/site/a", "/site/a");
    }

    @Test
    void aStaleObjectIsAskedForByItsTag() throws Exception {
        objects.put("/site/a", "one");
        headers.put("Cache-Control", "max-age=60");
        headers.put("ETag", "\"v1\"");
        get("/a");
        now = now.plusSeconds(61);
        assertThat(get("/a")).isEqualTo("one");
        assertThat(get("/a")).isEqualTo("one");
        headers.put("ETag", "\"v2\"");
        objects.put("/site/a", "two");
        now = now.plusSeconds(61);
        assertThat(get("/a")).isEqualTo("two");
        assertThat(requests).containsExactly("/site/a", "/site/a if not \"v1\"", "/site/a if not \"v1\"");
    }

    @Test
    void whatMustNotBeStoredIsServedAndNotKept() throws Exception {
        objects.put("/site/a", "mine");
        headers.put("Cache-Control", "no-store");
        assertThat(get("/a")).isEqualTo("mine");
        assertThat(get("/a")).isEqualTo("mine");
        assertThat(requests).hasSize(2);
        try (var files = Files.list(directory.resolve("cache"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void manyWhoAskAtOnceShareOneFetch() throws Exception {
        objects.put("/site/a", "one");
        headers.put("Cache-Control", "max-age=60");
        held = true;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<String>>();
            for (int i = 0; i < 20; i++) {
                answers.add(threads.submit(() -> get("/a")));
            }
            org.awaitility.Awaitility.await().until(() -> !requests.isEmpty());
            released.countDown();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo("one");
            }
        }
        assertThat(requests).hasSize(1);
    }

    @Test
    void theCacheIsBoundedAndTheLeastUsedGoes() throws Exception {
        headers.put("Cache-Control", "max-age=600");
        for (var name : List.of("a", "b", "c")) {
            objects.put("/site/" + name, name.repeat(400));
        }
        get("/a");
        get("/b");
        get("/a");
        get("/c");
        requests.clear();
        get("/a");
        get("/c");
        assertThat(requests).isEmpty();
        get("/b");
        assertThat(requests).containsExactly("/site/b");
        try (var files = Files.list(directory.resolve("cache"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".body"))).hasSize(2);
        }
    }

    @Test
    void anObjectLargerThanTheCacheIsRefused() throws Exception {
        objects.put("/site/a", "a".repeat(1_001));
        assertThat(get("/a")).isEqualTo("502 ORIGIN_FAILED");
    }

    @Test
    void goesOnAfterARestartWithWhatIsWhole() throws Exception {
        headers.put("Cache-Control", "max-age=600");
        objects.put("/site/a", "one");
        objects.put("/site/b", "two");
        get("/a");
        get("/b");
        origin.close();
        Files.writeString(directory.resolve("cache/" + CachedObject.name("/b") + ".body"), "x");
        Files.writeString(directory.resolve("cache/00.body"), "left over");
        requests.clear();
        origin = origin(1_000);
        assertThat(get("/a")).isEqualTo("one");
        assertThat(get("/b")).isEqualTo("two");
        assertThat(requests).containsExactly("/site/b");
        assertThat(directory.resolve("cache/00.body")).doesNotExist();
    }

    @Test
    void theOriginsTroublesAreTold() throws Exception {
        assertThat(get("/none")).isEqualTo("missing");
        status = 500;
        assertThat(get("/a")).isEqualTo("502 ORIGIN_FAILED");
        server.stop(0);
        assertThat(get("/a")).isEqualTo("502 ORIGIN_FAILED");
    }

    @Test
    void noPathLeadsOutOfTheOriginsOwn() throws Exception {
        for (var path : List.of("/../secret", "/%2e%2e/secret", "/a/..%2fsecret", "/a%5c..", "/" + "a".repeat(5_000))) {
            assertThat(get(path)).as(path).isEqualTo("missing");
        }
        assertThat(requests).isEmpty();
    }
}
