// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import org.apache.tuweni.bytes.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.node.storage.StorageException;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// The receipt batches of one service chain in a directory of append-only segments. For many threads.
///
/// What [#append] answered with [LogAnswer.Kept] is there after a power loss. Those who append at the
/// same time share one sync. A record that is not as it was written any more counts as not there: its
/// batch is fetched from the others when it is needed.
public final class ServiceLog implements AutoCloseable {
    static final Logger LOG = LoggerFactory.getLogger(ServiceLog.class);

    private final Path directory;
    private final LogIndex index;
    private final LogFigures figures = new LogFigures();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final LogWriter writer;

    private ServiceLog(Path directory, LogIndex index, LogShape shape) {
        this.directory = directory;
        this.index = index;
        this.writer = new LogWriter(directory, shape, figures, new Bookkeeping());
    }

    /// Opens the directory, or makes it. The chain's directory around it belongs to this process alone.
    public static ServiceLog open(Path directory, LogShape shape) {
        try {
            var index = new LogIndex();
            var log = new ServiceLog(directory, index, shape);
            new LogOpening(directory, index, log.figures).open().ifPresent(log.writer::goOn);
            return log;
        } catch (IOException failure) {
            throw new StorageException(
                    "the service log " + directory + " cannot be opened: make it readable and writable for this user ("
                            + failure + ")",
                    failure);
        }
    }

    /// Keeps the batch; returns when it is durable, or refused. One that is here already is not written
    /// again.
    public LogAnswer append(LogRecord record) {
        return acknowledged(record.batch()).isPresent() ? new LogAnswer.Kept() : writer.append(record);
    }

    private final class Bookkeeping implements LogWriter.Written {
        @Override
        public void written(Segment segment, List<LogEntry> entries, long bytes) {
            locked(() -> index.add(segment, entries, bytes));
        }

        @Override
        public void sealed(Segment segment) throws IOException {
            segment.writeIndex(entries(segment));
        }
    }

    /// The batch's canonical bytes, as they were written.
    public Optional<Bytes> payload(Hash batch) {
        var place = place(batch);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        lock.readLock().lock();
        Optional<LogRecord> record;
        try {
            // A sweep may have moved it meanwhile.
            place = index.place(batch);
            record = place.isEmpty() ? Optional.empty() : read(place.get());
        } finally {
            lock.readLock().unlock();
        }
        if (record.isEmpty()) {
            place.ifPresent(this::damaged);
        }
        return record.map(LogRecord::payload);
    }

    private Optional<LogRecord> read(LogIndex.Place place) {
        try {
            return LogRecord.decode(place.segment().read(place.entry()))
                    .filter(record -> record.batch().equals(place.entry().batch()));
        } catch (IOException failure) {
            throw new StorageException(
                    "cannot read " + place.segment().file() + ": check the disk, then start the node again (" + failure
                            + ")",
                    failure);
        }
    }

    private void damaged(LogIndex.Place place) {
        figures.damaged.incrementAndGet();
        LOG.error(
                "event=log_record_damaged file={} at={} batch={} next=\"the batch is fetched from the others when it is"
                        + " needed\"",
                place.segment().file(),
                place.entry().at(),
                place.entry().batch());
        locked(() -> index.forget(place));
    }

    private Optional<LogIndex.Place> place(Hash batch) {
        lock.readLock().lock();
        try {
            return index.place(batch);
        } finally {
            lock.readLock().unlock();
        }
    }

    /// The bucket in which this node acknowledged the batch; nothing where the batch is not here.
    public Optional<Bucket> acknowledged(Hash batch) {
        return place(batch).map(place -> place.entry().acknowledged());
    }

    /// Every batch that was acknowledged in `from` or later, in the order of their hashes.
    public List<Hash> acknowledgedSince(Bucket from) {
        lock.readLock().lock();
        try {
            return index.acknowledgedSince(from);
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Drops every batch that is not to be kept, and gives its room back to the disk: whole segments
    /// where it can be, else what is kept of a segment takes its place. After a crash a segment is the
    /// old or the new one. One thread.
    ///
    /// A disk that fails keeps what it has, until the next time.
    ///
    /// @param kept asked once for each batch
    public void keepOnly(Predicate<LogEntry> kept) {
        for (var segment : segments()) {
            try {
                keepOnly(segment, kept);
            } catch (IOException failure) {
                LOG.warn("event=log_sweep_failed file={} reason=\"{}\"", segment.file(), failure.toString());
            }
        }
    }

    private void keepOnly(Segment segment, Predicate<LogEntry> kept) throws IOException {
        // What is appended to the open segment from here on is kept.
        var before = entries(segment);
        var keep = before.stream().filter(kept).toList();
        if (keep.size() == before.size() && !before.isEmpty()) {
            return;
        }
        if (writer.isOpen(segment)) {
            writer.seal(segment);
        }
        var added = entries(segment).stream()
                .filter(entry -> !before.contains(entry))
                .toList();
        var left = new ArrayList<>(keep);
        left.addAll(added);
        if (left.isEmpty()) {
            delete(segment);
        } else if (left.size() < before.size() + added.size()) {
            rewrite(segment, left);
        }
        int gone = before.size() - keep.size();
        if (gone > 0) {
            figures.dropped.addAndGet(gone);
            LOG.info("event=log_dropped file={} batches={} kept={}", segment.file(), gone, left.size());
        }
    }

    private void delete(Segment segment) throws IOException {
        locked(() -> index.remove(segment));
        segment.delete();
    }

    private void rewrite(Segment segment, List<LogEntry> left) throws IOException {
        var parts = new ArrayList<byte[]>();
        parts.add(SegmentScan.MAGIC.toArrayUnsafe());
        var moved = new ArrayList<LogEntry>();
        int at = SegmentScan.MAGIC.size();
        for (var entry : left) {
            var bytes = segment.read(entry);
            if (LogRecord.decode(bytes).isEmpty()) {
                damaged(new LogIndex.Place(segment, entry));
                continue;
            }
            parts.add(bytes);
            moved.add(new LogEntry(entry.batch(), at, entry.size(), entry.acknowledged(), entry.last()));
            at += entry.size();
        }
        segment.writeSuccessor(parts);
        long size = at;
        lock.writeLock().lock();
        try {
            segment.replace();
            index.set(segment, moved, size);
        } finally {
            lock.writeLock().unlock();
        }
        Segment.syncDirectory(directory);
        segment.writeIndex(moved);
    }

    private List<Segment> segments() {
        lock.readLock().lock();
        try {
            return index.segments();
        } finally {
            lock.readLock().unlock();
        }
    }

    private List<LogEntry> entries(Segment segment) {
        lock.readLock().lock();
        try {
            return index.entries(segment);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void locked(Runnable change) {
        lock.writeLock().lock();
        try {
            change.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    public LogReadings readings() {
        lock.readLock().lock();
        try {
            return new LogReadings(
                    index.bytes(),
                    index.count(),
                    index.batches(),
                    figures.appends.get(),
                    figures.syncs.get(),
                    figures.refused.get(),
                    figures.damaged.get(),
                    figures.dropped.get());
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Returns when what is being written is durable.
    @Override
    public void close() {
        writer.close();
    }
}
