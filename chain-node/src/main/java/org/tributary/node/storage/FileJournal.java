// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.tuweni.bytes.Bytes;

/// An append-only file of records, each sync a frame with checksums. One thread.
///
/// What [#sync] returned for is there after a power loss. What was appended after it waits in memory and is lost in a
/// crash, wholly or in part; opening cuts a part off. Once a write or a sync failed, the file is in an unknown state,
/// and every further call fails too, until the journal is opened anew.
///
/// A file in which something synced is damaged is set aside, and the journal begins empty: see [#damage].
public final class FileJournal implements AutoCloseable {
    /// Damaged files that are kept for whoever wants to know; the last takes the place of later ones.
    private static final int MAX_ASIDE = 4;

    private final Path file;
    private final Consumer<CrashPoint> passing;
    private final List<Bytes> waiting = new ArrayList<>();
    private JournalFile current;
    private Optional<String> damage = Optional.empty();
    private long droppedBytes;
    private boolean failed;

    private FileJournal(Path file, JournalFile current, Consumer<CrashPoint> passing) {
        this.file = file;
        this.current = current;
        this.passing = passing;
    }

    /// Opens the file, or makes an empty one.
    public static FileJournal open(Path file) {
        return open(file, point -> {});
    }

    /// @param passing told of each point before it is passed
    public static FileJournal open(Path file, Consumer<CrashPoint> passing) {
        try {
            Files.createDirectories(directory(file));
            // What a reset that did not finish left behind.
            Files.deleteIfExists(successor(file));
            var current = Files.exists(file) ? JournalFile.open(file) : replace(file, List.of(), passing);
            var journal = new FileJournal(file, current, passing);
            return journal.recovered();
        } catch (IOException failure) {
            throw new StorageException(
                    "the journal " + file + " cannot be opened: make it readable and writable for this user (" + failure
                            + ")",
                    failure);
        }
    }

    private FileJournal recovered() throws IOException {
        try {
            recover();
            return this;
        } catch (IOException | RuntimeException failure) {
            current.close();
            throw failure;
        }
    }

    private void recover() throws IOException {
        var scan = current.scan();
        if (scan.damage().isEmpty()) {
            passing.accept(CrashPoint.BEFORE_CUTTING_TAIL);
            droppedBytes = current.goOnBehind(scan);
            // Its name too may be in the cache alone.
            syncDirectory(directory(file));
            return;
        }
        passing.accept(CrashPoint.BEFORE_SETTING_ASIDE);
        var aside = asideFor(file);
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(directory(file));
        passing.accept(CrashPoint.AFTER_SETTING_ASIDE);
        current.close();
        current = replace(file, List.of(), passing);
        damage = Optional.of(scan.damage().get() + "; the file is kept as " + aside);
    }

    public Path path() {
        return file;
    }

    /// Why this journal is empty, though its file was not; where the file is now.
    public Optional<String> damage() {
        return damage;
    }

    /// How many bytes behind the last whole frame were cut off when the journal was opened.
    public long droppedBytes() {
        return droppedBytes;
    }

    /// All records, oldest first, appended ones included.
    public List<Bytes> records() {
        return attempt(() -> {
            var all = new ArrayList<>(current.scan().records());
            all.addAll(waiting);
            return List.copyOf(all);
        });
    }

    public void append(Bytes record) {
        boolean full = waiting.stream().mapToLong(JournalFrame::sizeOf).sum() + JournalFrame.sizeOf(record)
                > JournalFrame.MAX_PAYLOAD_SIZE;
        if (full) {
            sync();
        }
        waiting.add(record);
    }

    /// Returns when everything appended is on the disk.
    public void sync() {
        attempt(() -> {
            if (!waiting.isEmpty()) {
                passing.accept(CrashPoint.BEFORE_WRITE);
                current.write(waiting);
                passing.accept(CrashPoint.BEFORE_SYNC);
                current.sync();
                passing.accept(CrashPoint.AFTER_SYNC);
                waiting.clear();
            }
            return file;
        });
    }

    /// Starts anew with just these records, durably: after a crash the journal is either the old or the new one.
    public void reset(List<Bytes> keep) {
        attempt(() -> {
            var replacement = replace(file, keep, passing);
            current.close();
            current = replacement;
            waiting.clear();
            return file;
        });
    }

    /// What was appended is kept, if the disk still takes it.
    @Override
    public void close() {
        try {
            if (!failed) {
                sync();
            }
        } finally {
            closeFile();
        }
    }

    private void closeFile() {
        try {
            current.close();
        } catch (IOException failure) {
            throw failure("close", failure);
        }
    }

    private static JournalFile replace(Path file, List<Bytes> records, Consumer<CrashPoint> passing)
            throws IOException {
        var successor = JournalFile.create(successor(file));
        try {
            if (!records.isEmpty()) {
                successor.write(records);
            }
            successor.sync();
            passing.accept(CrashPoint.BEFORE_RENAME);
            Files.move(successor(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            passing.accept(CrashPoint.BEFORE_DIRECTORY_SYNC);
            syncDirectory(directory(file));
            passing.accept(CrashPoint.AFTER_REPLACEMENT);
            return successor;
        } catch (IOException | RuntimeException failure) {
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

    private static Path asideFor(Path file) {
        int number = 1;
        while (number < MAX_ASIDE && Files.exists(aside(file, number))) {
            number++;
        }
        return aside(file, number);
    }

    private static Path aside(Path file, int number) {
        return file.resolveSibling(file.getFileName() + ".damaged-" + number);
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
        } catch (RuntimeException broken) {
            failed = true;
            throw broken;
        }
    }

    private StorageException failure(String what, IOException failure) {
        return new StorageException(
                "cannot " + what + " the journal " + file + ": check the disk and its free space, then start the node"
                        + " again (" + failure + ")",
                failure);
    }
}
