// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.content;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.TreeSet;

/// Objects on disk, up to a total size; the one that was asked for longest ago goes first. Who reads an
/// object that goes keeps it until the end.
final class Cache {
    private static final String BODY = ".body";
    private static final String ABOUT = ".json";

    private final Path directory;
    private final long mostBytes;
    private final LinkedHashMap<String, CachedObject> objects = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private Cache(Path directory, long mostBytes) {
        this.directory = directory;
        this.mostBytes = mostBytes;
    }

    /// Goes on with what is whole in the directory; the rest is deleted.
    static Cache open(Path directory, long mostBytes) throws IOException {
        var cache = new Cache(Files.createDirectories(directory), mostBytes);
        var files = new ArrayList<Path>();
        try (var listed = Files.list(directory)) {
            listed.sorted().forEach(files::add);
        }
        for (var file : files) {
            if (file.toString().endsWith(ABOUT)) {
                cache.adopt(file);
            }
        }
        var kept = new TreeSet<Path>();
        cache.objects.keySet().forEach(target -> {
            kept.add(cache.body(target));
            kept.add(cache.about(target));
        });
        for (var file : files) {
            if (!kept.contains(file)) {
                Files.deleteIfExists(file);
            }
        }
        cache.shrink();
        return cache;
    }

    private void adopt(Path about) throws IOException {
        var object = CachedObject.read(about);
        if (object.isPresent()) {
            var body = body(object.get().target());
            if (Files.exists(body) && Files.size(body) == object.get().size()) {
                objects.put(object.get().target(), object.get());
                bytes += object.get().size();
            }
        }
    }

    long mostBytes() {
        return mostBytes;
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized Optional<CachedObject> find(String target) {
        return Optional.ofNullable(objects.get(target));
    }

    /// Nothing where the content has gone meanwhile.
    Optional<StoredObject> open(CachedObject object) throws IOException {
        try {
            return Optional.of(stored(object, FileChannel.open(body(object.target()), StandardOpenOption.READ)));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    static StoredObject stored(CachedObject object, FileChannel content) {
        return new StoredObject(
                content, object.size(), object.etag(), object.modified(), object.type(), object.cacheControl());
    }

    /// A new file for content that comes.
    Path room() throws IOException {
        return Files.createTempFile(directory, "coming-", ".part");
    }

    /// Takes `content` over as the object's, and opens it.
    synchronized StoredObject put(CachedObject object, Path content) throws IOException {
        try (var channel = FileChannel.open(content, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        remove(object.target());
        Files.move(content, body(object.target()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        object.write(about(object.target()));
        objects.put(object.target(), object);
        bytes += object.size();
        var stored = stored(object, FileChannel.open(body(object.target()), StandardOpenOption.READ));
        shrink();
        return stored;
    }

    synchronized void update(CachedObject object) throws IOException {
        if (objects.containsKey(object.target())) {
            objects.put(object.target(), object);
            object.write(about(object.target()));
        }
    }

    synchronized void remove(String target) throws IOException {
        var object = objects.remove(target);
        if (object != null) {
            bytes -= object.size();
            // First what says that the content is there.
            Files.deleteIfExists(about(target));
            Files.deleteIfExists(body(target));
        }
    }

    private void shrink() throws IOException {
        while (bytes > mostBytes && !objects.isEmpty()) {
            remove(objects.keySet().iterator().next());
        }
    }

    private Path body(String target) {
        return directory.resolve(CachedObject.name(target) + BODY);
    }

    private Path about(String target) {
        return directory.resolve(CachedObject.name(target) + ABOUT);
    }
}
