// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The mark of a consensus key that has never signed: a file beside it. Whoever makes the key leaves it; the node
/// removes it, for good, between beginning its journals and its first vote. So an empty journal without the mark has
/// lost something. ADR 0008.
public record UnusedMark(Path file) {
    private static final String TEXT = """
            The consensus key in this directory has never signed. The node removes this file when it first starts.
            Do not copy it, restore it or write it anew: a validator that signs twice loses its stake.
            """;

    /// Beside the consensus key in `keystore`.
    public static UnusedMark in(Path keystore) {
        return new UnusedMark(keystore.resolve("consensus.unused"));
    }

    public void leave() throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var text = ByteBuffer.wrap(TEXT.getBytes(StandardCharsets.UTF_8));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        syncDirectory();
    }

    public boolean stands() {
        return Files.exists(file);
    }

    /// Returns when it is gone, also after a power loss.
    ///
    /// @throws UncheckedIOException where it cannot be removed
    public void remove() {
        try {
            if (Files.deleteIfExists(file)) {
                syncDirectory();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    file + " cannot be removed: make its directory writable for this user", failure);
        }
    }

    private void syncDirectory() throws IOException {
        try (var directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
