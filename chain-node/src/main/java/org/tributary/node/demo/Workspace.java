// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/// The run's own directory: gone afterwards, unless somebody asked to keep it.
final class Workspace implements AutoCloseable {
    private final Path directory;
    private final boolean kept;

    private Workspace(Path directory, boolean kept) {
        this.directory = directory;
        this.kept = kept;
    }

    /// @param keep a directory that is new or empty; nothing for a temporary one
    static Workspace open(Optional<Path> keep) throws IOException {
        if (keep.isEmpty()) {
            return new Workspace(Files.createTempDirectory("tributary-demo-"), false);
        }
        var directory = Files.createDirectories(keep.get());
        try (var content = Files.list(directory)) {
            if (content.findAny().isPresent()) {
                throw new DemoFailed(directory + " is not empty");
            }
        }
        return new Workspace(directory, true);
    }

    Path network() throws IOException {
        return Files.createDirectories(directory.resolve("network"));
    }

    /// Of the providers.
    Path journals() {
        return directory.resolve("journals");
    }

    Path content() {
        return directory.resolve("content");
    }

    /// What edges keep for clients.
    Path objects() {
        return directory.resolve("objects");
    }

    Path bill() {
        return directory.resolve("bill");
    }

    @Override
    public void close() throws IOException {
        if (kept || !Files.exists(directory)) {
            return;
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
