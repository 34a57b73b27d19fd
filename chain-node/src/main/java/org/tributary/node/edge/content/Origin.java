// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.content;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/// The objects of another HTTP server, kept on disk as long as it allows. An object is fetched whole, and
/// by one request at a time, before the first byte of it is served.
public final class Origin implements Objects, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /// For a whole object.
    private static final Duration FETCH = Duration.ofMinutes(5);

    private static final int MAX_TARGET = 4_096;

    private final URI base;
    private final Cache cache;
    private final InstantSource time;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ConcurrentMap<String, Fetching> fetching = new ConcurrentHashMap<>();

    /// @param base `http` or `https`, a host, and maybe a path that objects lie below
    /// @param directory of the cache
    /// @param cacheBytes of all objects in it; no object may be larger
    public Origin(URI base, Path directory, long cacheBytes, InstantSource time) throws IOException {
        if (base.getHost() == null || !("http".equals(base.getScheme()) || "https".equals(base.getScheme()))) {
            throw new IllegalArgumentException("an origin is http://HOST or https://HOST, maybe with a path: " + base);
        }
        this.base = base;
        this.cache = Cache.open(directory, cacheBytes);
        this.time = time;
    }

    /// Who fetches an object, and how many wait for it.
    private static final class Fetching {
        private final ReentrantLock lock = new ReentrantLock();
        private int users;
    }

    @Override
    public Found find(String path, String query) throws IOException, InterruptedException {
        var target = query.isEmpty() ? path : path + "?" + query;
        if (target.length() > MAX_TARGET || !isPlain(path)) {
            return new Found.Missing();
        }
        var fresh = fresh(target);
        if (fresh.isPresent()) {
            return new Found.Here(fresh.get());
        }
        var mine = fetching.compute(target, (name, before) -> {
            var entry = before == null ? new Fetching() : before;
            entry.users++;
            return entry;
        });
        mine.lock.lockInterruptibly();
        try {
            // Who waited finds what the one before has fetched, if it may be kept.
            var meanwhile = fresh(target);
            return meanwhile.isPresent() ? new Found.Here(meanwhile.get()) : fetch(target);
        } finally {
            mine.lock.unlock();
            fetching.computeIfPresent(target, (name, entry) -> --entry.users == 0 ? null : entry);
        }
    }

    /// No path that means one thing to this edge and another to the origin.
    private static boolean isPlain(String path) {
        var lower = path.toLowerCase(java.util.Locale.ROOT);
        if (lower.contains("%2f") || lower.contains("%5c") || lower.contains("%00") || path.indexOf('\\') >= 0) {
            return false;
        }
        for (var name : lower.split("/", -1)) {
            var plain = name.replace("%2e", ".");
            if (plain.equals(".") || plain.equals("..")) {
                return false;
            }
        }
        return true;
    }

    private Optional<StoredObject> fresh(String target) throws IOException {
        var known = cache.find(target).filter(object -> object.freshUntil().isAfter(time.instant()));
        return known.isPresent() ? cache.open(known.get()) : Optional.empty();
    }

    private Found fetch(String target) throws IOException, InterruptedException {
        var known = cache.find(target);
        var room = cache.room();
        try {
            return answer(target, known, room, send(request(target, known), room));
        } catch (TimeoutException late) {
            return new Found.Failed(504, "ORIGIN_TIMEOUT", "the origin does not send the object in time");
        } catch (IOException failed) {
            return new Found.Failed(502, "ORIGIN_FAILED", "the origin cannot be read: " + failed.getMessage());
        } finally {
            Files.deleteIfExists(room);
        }
    }

    private HttpRequest request(String target, Optional<CachedObject> known) throws IOException {
        try {
            var path = base.getRawPath() == null ? "" : base.getRawPath();
            var prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            var request = HttpRequest.newBuilder(
                            URI.create(base.getScheme() + "://" + base.getRawAuthority() + prefix + target))
                    .timeout(FETCH)
                    .header("Via", "1.1 tributary");
            known.filter(object -> !object.originTag().isEmpty())
                    .ifPresent(object -> request.header("If-None-Match", object.originTag()));
            known.filter(object -> !object.lastModified().isEmpty())
                    .ifPresent(object -> request.header("If-Modified-Since", object.lastModified()));
            return request.build();
        } catch (IllegalArgumentException noUri) {
            throw new IOException("no target: " + target, noUri);
        }
    }

    private HttpResponse<Path> send(HttpRequest request, Path room)
            throws IOException, InterruptedException, TimeoutException {
        var handler = BodyHandlers.limiting(BodyHandlers.ofFile(room), cache.mostBytes());
        var coming = http.sendAsync(request, handler);
        try {
            return coming.get(FETCH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException broken ? broken : new IOException(failed.getCause());
        } finally {
            // Without effect on one that is done.
            coming.cancel(true);
        }
    }

    private Found answer(String target, Optional<CachedObject> known, Path room, HttpResponse<Path> answer)
            throws IOException {
        var now = time.instant();
        // What a 304 does not say anew still holds (RFC 9111 §4.3.4).
        var freshness = Freshness.of(
                name -> header(answer, name)
                        .or(() -> name.equals("Cache-Control") && answer.statusCode() == 304
                                ? known.map(CachedObject::cacheControl)
                                : Optional.empty()),
                now);
        switch (answer.statusCode()) {
            case 304 -> {
                if (known.isPresent()) {
                    cache.update(known.get().revalidated(freshness));
                    var object = cache.open(known.get());
                    if (object.isPresent()) {
                        return new Found.Here(object.get());
                    }
                }
                return new Found.Failed(502, "ORIGIN_FAILED", "the origin says that nothing has changed; try again");
            }
            case 200 -> {
                return new Found.Here(keep(described(target, answer, room, freshness), room, freshness));
            }
            case 404, 410 -> {
                cache.remove(target);
                return new Found.Missing();
            }
            default -> {
                return new Found.Failed(502, "ORIGIN_FAILED", "the origin answers with status " + answer.statusCode());
            }
        }
    }

    private CachedObject described(String target, HttpResponse<Path> answer, Path room, Freshness freshness)
            throws IOException {
        var now = time.instant();
        long size = Files.size(room);
        var declared = answer.headers().firstValueAsLong("Content-Length");
        if (declared.isPresent() && declared.getAsLong() != size) {
            throw new IOException("it sent " + size + " of " + declared.getAsLong() + " bytes");
        }
        var originTag = header(answer, "ETag").orElse("");
        var etag = originTag.isEmpty()
                ? "\"edge-" + Long.toHexString(now.toEpochMilli()) + "-" + Long.toHexString(size) + "\""
                : originTag;
        return new CachedObject(
                target,
                size,
                etag,
                originTag,
                header(answer, "Last-Modified").orElse(""),
                header(answer, "Content-Type").orElse("application/octet-stream"),
                header(answer, "Cache-Control").orElse(""),
                now,
                freshness.until());
    }

    private StoredObject keep(CachedObject object, Path room, Freshness freshness) throws IOException {
        if (freshness.storable()) {
            return cache.put(object, room);
        }
        cache.remove(object.target());
        // The name goes at once; the content with the last reader.
        return Cache.stored(object, FileChannel.open(room, StandardOpenOption.READ));
    }

    private static Optional<String> header(HttpResponse<?> answer, String name) {
        var values = answer.headers().allValues(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
