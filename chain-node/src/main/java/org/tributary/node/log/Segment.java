// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A segment's files: `<number>-<day>.log`, and `.idx` beside it once it is sealed.
///
/// @param number segments are read in this order
record Segment(long number, Path file) {
    static final String LOG = ".log";
    static final String INDEX = ".idx";
    static final String SUCCESSOR = ".new";
    private static final Pattern NAME = Pattern.compile("(\\d{8,18})-(\\d{4,}-\\d\\d-\\d\\d)\\.log");

    static Segment of(Path directory, long number, String day) {
        return new Segment(number, directory.resolve(String.format(Locale.ROOT, "%08d-%s%s", number, day, LOG)));
    }

    /// Nothing where the file is no segment.
    static Optional<Segment> parse(Path file) {
        var name = NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches() ? Optional.of(new Segment(Long.parseLong(name.group(1)), file)) : Optional.empty();
    }

    /// The day on which its first batch arrived, as in `2026-11-22`.
    String day() {
        var name = NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches() ? name.group(2) : "";
    }

    Path directory() {
        var absolute = file.toAbsolutePath();
        var parent = absolute.getParent();
        return parent == null ? absolute : parent;
    }

    private Path sibling(String ending) {
        var name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.substring(0, name.length() - LOG.length()) + ending);
    }

    byte[] content() throws IOException {
        return read(file, 0, Integer.MAX_VALUE);
    }

    byte[] read(LogEntry entry) throws IOException {
        return read(file, entry.at(), entry.size());
    }

    long size() throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.size();
        }
    }

    void sync() throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// The index, if it is whole and of this segment as it is now.
    Optional<SegmentIndex> index() throws IOException {
        if (!Files.exists(sibling(INDEX))) {
            return Optional.empty();
        }
        long size = size();
        return SegmentIndex.decode(read(sibling(INDEX), 0, Integer.MAX_VALUE))
                .filter(index -> index.segmentSize() == size);
    }

    void writeIndex(List<LogEntry> entries) throws IOException {
        var bytes = new SegmentIndex(size(), entries).encoded();
        try (var channel = FileChannel.open(
                sibling(INDEX),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            write(channel, ByteBuffer.wrap(bytes), 0);
        }
    }

    /// The file that [#replace] puts in this one's place, with `parts` of it.
    void writeSuccessor(List<byte[]> parts) throws IOException {
        var successor = sibling(SUCCESSOR);
        Files.deleteIfExists(successor);
        try (var channel = FileChannel.open(successor, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long at = 0;
            for (var part : parts) {
                write(channel, ByteBuffer.wrap(part), at);
                at += part.length;
            }
            channel.force(true);
        }
    }

    void replace() throws IOException {
        Files.deleteIfExists(sibling(INDEX));
        Files.move(sibling(SUCCESSOR), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(sibling(INDEX));
    }

    static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        int start = bytes.position();
        while (bytes.hasRemaining()) {
            channel.write(bytes, at + bytes.position() - start);
        }
    }

    static byte[] read(Path file, long at, int atMost) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long left = channel.size() - at;
            if (left < 0 || left > Integer.MAX_VALUE - Long.BYTES && atMost == Integer.MAX_VALUE) {
                throw new IOException(file + " has " + channel.size() + " bytes");
            }
            var bytes = new byte[(int) Math.min(left, atMost)];
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, at + buffer.position()) < 0) {
                    throw new EOFException(file + " shrank while it was read");
                }
            }
            return bytes;
        }
    }

    /// A new name is durable only when its directory is.
    static void syncDirectory(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
