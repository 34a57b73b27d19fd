// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.processes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/// A file system in memory, small enough to be filled, mounted on a directory. The device's name tells which process made
/// it.
final class SmallDisk implements AutoCloseable {
    private static final Pattern OURS = Pattern.compile("tributary-(\\d+)-disk (\\S+) tmpfs .*");
    private static final int CHUNK_BYTES = 64 << 10;

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /// @throws Shell.Refused where this user may not mount
    static SmallDisk mount(Path directory, int megabytes) throws IOException {
        removeLeftovers();
        Files.createDirectories(directory);
        Shell.run("mount -t tmpfs -o size=" + megabytes + "m tributary-"
                + ProcessHandle.current().pid() + "-disk " + directory);
        return new SmallDisk(directory);
    }

    private static void removeLeftovers() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/mounts"))) {
            var matcher = OURS.matcher(line);
            if (matcher.matches() && Leftover.of(Long.parseLong(matcher.group(1)))) {
                Shell.attempt("umount -l " + matcher.group(2));
            }
        }
    }

    /// Writes until nothing fits any more.
    void fill() throws IOException {
        try (var ballast = FileChannel.open(
                ballast(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (int size = CHUNK_BYTES; size > 0; size /= 2) {
                fill(ballast, size);
            }
        }
    }

    private static void fill(FileChannel ballast, int size) {
        try {
            while (ballast.write(ByteBuffer.allocate(size)) == size) {
                // The next one.
                continue;
            }
        } catch (IOException full) {
            // What does not fit in this size may fit in a smaller one.
            return;
        }
    }

    void free() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    @Override
    public void close() {
        Shell.attempt("umount -l " + directory);
    }
}
