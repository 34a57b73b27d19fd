// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes records to the open segment, in groups that share a sync. For many threads.
///
/// A write or a sync that failed leaves a file in an unknown state: the segment is given up where it
/// was last durable, and the next record begins a new one.
final class LogWriter {
    private final Path directory;
    private final LogShape shape;
    private final LogFigures figures;
    private final Written written;
    private final List<Waiting> queue = new ArrayList<>();
    /// Held by whoever writes; the others wait for it with their records in the queue.
    private final Object turn = new Object();

    private Optional<OpenSegment> open = Optional.empty();
    private long openSpan;
    private long newest;
    private boolean closed;

    /// Told of each group that is durable, and of each segment that is finished.
    interface Written {
        void written(Segment segment, List<LogEntry> entries, long bytes);

        void sealed(Segment segment) throws IOException;
    }

    private static final class Waiting {
        private final LogRecord record;
        private Optional<LogAnswer> answer = Optional.empty();

        Waiting(LogRecord record) {
            this.record = record;
        }
    }

    LogWriter(Path directory, LogShape shape, LogFigures figures, Written written) {
        this.directory = directory;
        this.shape = shape;
        this.figures = figures;
        this.written = written;
    }

    /// Takes up the newest segment, if it can be written to.
    void goOn(LogOpening.Newest found) {
        synchronized (turn) {
            newest = found.number();
            open = found.open();
            openSpan =
                    found.first().map(entry -> shape.span(entry.acknowledged())).orElse(0L);
        }
    }

    LogAnswer append(LogRecord record) {
        var waiting = new Waiting(record);
        synchronized (queue) {
            queue.add(waiting);
        }
        synchronized (turn) {
            if (closed) {
                return new LogAnswer.Refused("the log is closed");
            }
            if (waiting.answer.isEmpty()) {
                writeQueue();
            }
            return waiting.answer.orElseThrow();
        }
    }

    private void writeQueue() {
        List<Waiting> group;
        synchronized (queue) {
            group = List.copyOf(queue);
            queue.clear();
        }
        int done = 0;
        try {
            while (done < group.size()) {
                int end = done + fitting(group.subList(done, group.size()));
                answer(group.subList(done, end), write(group.subList(done, end)));
                done = end;
            }
        } catch (IOException failure) {
            giveUp();
            refuse(group, failure);
        } finally {
            // Where something else was thrown, nobody waits for ever.
            group.stream()
                    .filter(each -> each.answer.isEmpty())
                    .forEach(each -> each.answer = Optional.of(new LogAnswer.Refused("the log failed")));
        }
    }

    private static void answer(List<Waiting> group, LogAnswer answer) {
        group.forEach(each -> each.answer = Optional.of(answer));
    }

    private void refuse(List<Waiting> group, IOException failure) {
        var refused = group.stream().filter(each -> each.answer.isEmpty()).toList();
        figures.refused.addAndGet(refused.size());
        ServiceLog.LOG.error(
                "event=log_refused directory={} batches={} reason=\"{}\" next=\"check the disk and its free space\"",
                directory,
                refused.size(),
                failure.toString());
        answer(refused, new LogAnswer.Refused(failure.toString()));
    }

    /// How many of the first records go into one segment: at least one.
    private int fitting(List<Waiting> group) {
        var first = group.getFirst().record;
        if (open.isPresent() && isFull(open.get(), first)) {
            seal();
        }
        long size = open.map(OpenSegment::end).orElse((long) SegmentScan.MAGIC.size());
        long span = open.isPresent() ? openSpan : shape.span(first.acknowledged());
        int count = 0;
        for (var each : group) {
            size += each.record.size();
            boolean fits = size <= shape.segmentBytes() && shape.span(each.record.acknowledged()) <= span;
            if (count > 0 && !fits) {
                break;
            }
            count++;
        }
        return count;
    }

    private boolean isFull(OpenSegment segment, LogRecord next) {
        return segment.end() > SegmentScan.MAGIC.size()
                && (segment.end() + next.size() > shape.segmentBytes() || shape.span(next.acknowledged()) > openSpan);
    }

    private LogAnswer write(List<Waiting> group) throws IOException {
        var records = group.stream().map(each -> each.record).toList();
        if (open.isEmpty()) {
            var first = records.getFirst().acknowledged();
            newest++;
            open = Optional.of(OpenSegment.create(
                    Segment.of(directory, newest, shape.day(first).toString())));
            openSpan = shape.span(first);
        }
        var segment = open.get();
        var entries = segment.append(records);
        figures.appends.addAndGet(records.size());
        figures.syncs.incrementAndGet();
        written.written(segment.segment(), entries, segment.end());
        return new LogAnswer.Kept();
    }

    private void giveUp() {
        open.ifPresent(OpenSegment::abandon);
        open = Optional.empty();
    }

    boolean isOpen(Segment segment) {
        synchronized (turn) {
            return open.filter(each -> each.segment().equals(segment)).isPresent();
        }
    }

    /// Nothing is appended to the segment any more.
    void seal(Segment segment) {
        synchronized (turn) {
            if (isOpen(segment)) {
                seal();
            }
        }
    }

    private void seal() {
        open.ifPresent(this::finish);
        open = Optional.empty();
    }

    private void finish(OpenSegment segment) {
        try {
            segment.close();
            written.sealed(segment.segment());
        } catch (IOException failure) {
            // All of it is durable, and an index is made by the next start.
            ServiceLog.LOG.warn(
                    "event=log_seal_failed file={} reason=\"{}\"",
                    segment.segment().file(),
                    failure.toString());
        }
    }

    private static void close(OpenSegment segment) {
        try {
            segment.close();
        } catch (IOException failure) {
            ServiceLog.LOG.warn(
                    "event=log_close_failed file={} reason=\"{}\"",
                    segment.segment().file(),
                    failure.toString());
        }
    }

    /// The newest segment goes on with the next start.
    void close() {
        synchronized (turn) {
            closed = true;
            open.ifPresent(LogWriter::close);
            open = Optional.empty();
        }
    }
}
