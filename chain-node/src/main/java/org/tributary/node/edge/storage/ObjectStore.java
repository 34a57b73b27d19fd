// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.storage.ContentTree;
import org.tributary.primitives.Hash;

/// A directory of kept objects: `TICKET-DIGEST-SIZE.content` beside `….hashes`. One object on each ticket.
public final class ObjectStore {
    private static final String CONTENT = ".content";
    private static final String HASHES = ".hashes";
    private static final String UPLOAD = ".upload";
    private static final Pattern NAME =
            Pattern.compile("(0x[0-9a-f]{64})-(0x[0-9a-f]{64})-([1-9][0-9]{0,9})\\.content");

    private final Path directory;
    private final long mostBytes;
    private final Map<Hash, KeptObject> kept = new TreeMap<>();
    private final Set<Hash> arriving = new HashSet<>();
    private long usedBytes;

    /// @param mostBytes of all objects together, 1 at least
    /// @throws IOException where the directory cannot be made or read
    public ObjectStore(Path directory, long mostBytes) throws IOException {
        if (mostBytes < 1) {
            throw new IllegalArgumentException("room for one byte at least");
        }
        this.directory = Files.createDirectories(directory);
        this.mostBytes = mostBytes;
        try (var files = Files.list(directory)) {
            for (var file : files.sorted().toList()) {
                find(file);
            }
        }
    }

    /// What an earlier life of the edge has kept; what did not come as a whole goes.
    private void find(Path file) throws IOException {
        var text = file.getFileName().toString();
        if (text.endsWith(UPLOAD)) {
            Files.delete(file);
            return;
        }
        var name = NAME.matcher(text);
        if (name.matches()) {
            add(object(Hash.parse(name.group(1)), Hash.parse(name.group(2)), Long.parseLong(name.group(3))));
        }
    }

    private KeptObject object(Hash ticket, Hash digest, long size) {
        var name = ticket + "-" + digest + "-" + size;
        return new KeptObject(
                ticket, digest, size, directory.resolve(name + CONTENT), directory.resolve(name + HASHES));
    }

    private void add(KeptObject object) {
        kept.put(object.ticket(), object);
        usedBytes += object.size();
    }

    /// The object on this ticket.
    public synchronized Optional<KeptObject> on(Hash ticket) {
        return Optional.ofNullable(kept.get(ticket));
    }

    public synchronized List<KeptObject> all() {
        return List.copyOf(kept.values());
    }

    /// What came of the wish to have something kept.
    public sealed interface Stored {
        record Kept(KeptObject object) implements Stored {}

        /// The ticket has another object, or one is on its way.
        record Taken() implements Stored {}

        record NoRoom() implements Stored {}

        /// What came is not what was announced.
        record Different() implements Stored {}
    }

    /// Keeps `size` bytes of `body` with this digest; on the disk once this returns.
    ///
    /// @throws IOException where the client broke off or the disk failed; nothing is kept then
    public Stored store(Hash ticket, Hash digest, long size, InputStream body) throws IOException {
        synchronized (this) {
            var there = kept.get(ticket);
            if (there != null || !arriving.add(ticket)) {
                return there != null && there.digest().equals(digest) && there.size() == size
                        ? new Stored.Kept(there)
                        : new Stored.Taken();
            }
            if (size > mostBytes - usedBytes) {
                arriving.remove(ticket);
                return new Stored.NoRoom();
            }
            usedBytes += size;
        }
        var object = object(ticket, digest, size);
        boolean whole = false;
        try {
            whole = write(object, body);
            return whole ? new Stored.Kept(object) : new Stored.Different();
        } finally {
            arrived(object, whole);
        }
    }

    private synchronized void arrived(KeptObject object, boolean whole) {
        arriving.remove(object.ticket());
        usedBytes -= object.size();
        if (whole) {
            add(object);
        }
    }

    /// The hashes first: content that has its name has them beside it.
    private boolean write(KeptObject object, InputStream body) throws IOException {
        var upload = directory.resolve(object.ticket() + UPLOAD);
        try {
            var tree = copy(body, object.size(), upload);
            if (tree.size() != object.size() || !tree.digest().equals(object.digest())) {
                return false;
            }
            synced(object.hashes(), tree.hashes());
            Files.move(upload, object.content(), StandardCopyOption.ATOMIC_MOVE);
            try (var names = FileChannel.open(directory, StandardOpenOption.READ)) {
                names.force(true);
            }
            return true;
        } finally {
            Files.deleteIfExists(upload);
        }
    }

    private static ContentTree copy(InputStream body, long size, Path file) throws IOException {
        var tree = new ContentTree();
        try (var out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (tree.size() < size) {
                var piece = body.readNBytes((int) Math.min(ContentTree.PIECE, size - tree.size()));
                if (piece.length == 0) {
                    break;
                }
                tree.add(Bytes.wrap(piece));
                writeAll(out, piece);
            }
            out.force(true);
        }
        return tree;
    }

    private static void synced(Path file, Bytes bytes) throws IOException {
        try (var out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeAll(out, bytes.toArrayUnsafe());
            out.force(true);
        }
    }

    private static void writeAll(FileChannel out, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }

    /// Deletes what is kept on this ticket.
    public synchronized void drop(Hash ticket) throws IOException {
        var object = kept.remove(ticket);
        if (object != null) {
            usedBytes -= object.size();
            Files.deleteIfExists(object.content());
            Files.deleteIfExists(object.hashes());
        }
    }
}
