// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;

/// An append-only file of records, each with a checksum. One thread.
///
/// What [#sync] returned for is there after a power loss. A crash may leave a part of what was appended after it:
/// opening
/// cuts the file behind the last whole record. Once an append or a sync failed, the file is in an unknown state, and
/// every further call fails too, until the journal is opened anew.
public final class FileJournal implements AutoCloseable {
    private final Path file;
    private final long droppedBytes;
    private JournalFile current;
    private boolean failed;

    private FileJournal(Path file, JournalFile current, long droppedBytes) {
        this.file = file;
        this.current = current;
        this.droppedBytes = droppedBytes;
    }

    /// Opens the file, or makes an empty one.
    public static FileJournal open(Path file) {
        try {
            Files.createDirectories(directory(file));
            // What a reset that did not finish left behind.
            Files.deleteIfExists(successor(file));
            if (!Files.exists(file)) {
                replace(file, List.of()).close();
            }
            var journal = JournalFile.open(file);
            return new FileJournal(file, journal, journal.cutTail());
        } catch (IOException failure) {
            throw new StorageException(
                    "the journal " + file + " cannot be opened: make it readable and writable for this user (" + failure
                            + ")",
                    failure);
        }
    }

    /// How many bytes behind the last whole record were cut off when the journal was opened.
    public long droppedBytes() {
        return droppedBytes;
    }

    /// All records, oldest first, appended ones included.
    public List<Bytes> records() {
        return attempt(() -> current.records());
    }

    public void append(Bytes record) {
        attempt(() -> current.append(record));
    }

    /// Returns when everything appended is on the disk.
    public void sync() {
        attempt(() -> current.sync());
    }

    /// Starts anew with just these records, durably: after a crash the journal is either the old or the new one.
    public void reset(List<Bytes> keep) {
        attempt(() -> {
            var replacement = replace(file, keep);
            current.close();
            current = replacement;
            return keep.size();
        });
    }

    @Override
    public void close() {
        try {
            current.close();
        } catch (IOException failure) {
            throw failure("close", failure);
        }
    }

    private static JournalFile replace(Path file, List<Bytes> records) throws IOException {
        var successor = JournalFile.create(successor(file));
        try {
            for (var record : records) {
                successor.append(record);
            }
            successor.sync();
            Files.move(successor(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncDirectory(directory(file));
            return successor;
        } catch (IOException failure) {
            successor.close();
            throw failure;
        }
    }

    /// A rename is durable only when its directory is.
    private static void syncDirectory(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path successor(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private static Path directory(Path file) {
        var parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    @FunctionalInterface
    private interface DiskWork<T> {
        T run() throws IOException;
    }

    private <T> T attempt(DiskWork<T> work) {
        if (failed) {
            throw new StorageException("the journal " + file + " failed before: start the node again");
        }
        try {
            return work.run();
        } catch (IOException failure) {
            failed = true;
            throw failure("use", failure);
        }
    }

    private StorageException failure(String what, IOException failure) {
        return new StorageException(
                "cannot " + what + " the journal " + file + ": check the disk and its free space, then start the node"
                        + " again (" + failure + ")",
                failure);
    }
}
