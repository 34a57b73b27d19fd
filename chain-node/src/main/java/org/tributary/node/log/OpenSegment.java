// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The one segment that is written to. Not for several threads.
final class OpenSegment {
    private final Segment segment;
    private final FileChannel channel;
    /// Up to which the file is durable.
    private long end;

    private OpenSegment(Segment segment, FileChannel channel, long end) {
        this.segment = segment;
        this.channel = channel;
        this.end = end;
    }

    /// Makes the file; its name is durable then.
    static OpenSegment create(Segment segment) throws IOException {
        var channel = FileChannel.open(
                segment.file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var open = new OpenSegment(segment, channel, 0);
        try {
            open.append(ByteBuffer.wrap(SegmentScan.MAGIC.toArrayUnsafe()));
            Segment.syncDirectory(segment.directory());
            return open;
        } catch (IOException failure) {
            open.abandon();
            throw failure;
        }
    }

    /// Goes on behind what is whole. That is durable then: a process that was killed may have left it
    /// to the system's cache alone.
    static OpenSegment goOn(Segment segment, SegmentScan scan) throws IOException {
        var channel = FileChannel.open(segment.file(), StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (scan.tailBytes() > 0) {
                channel.truncate(scan.end());
            }
            channel.force(true);
            return new OpenSegment(segment, channel, scan.end());
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    Segment segment() {
        return segment;
    }

    long end() {
        return end;
    }

    /// Writes the records, and returns when they are durable. After a failure the segment is to be
    /// abandoned.
    List<LogEntry> append(List<LogRecord> records) throws IOException {
        var bytes =
                ByteBuffer.allocate(records.stream().mapToInt(LogRecord::size).reduce(0, Math::addExact));
        var entries = new ArrayList<LogEntry>(records.size());
        for (var record : records) {
            int at = Math.toIntExact(end + bytes.position());
            entries.add(new LogEntry(record.batch(), at, record.size(), record.acknowledged(), record.last()));
            record.encode(bytes);
        }
        append(bytes.flip());
        return entries;
    }

    private void append(ByteBuffer bytes) throws IOException {
        int size = bytes.remaining();
        Segment.write(channel, bytes, end);
        channel.force(false);
        end += size;
    }

    /// What a failed write left behind the durable end goes, if the disk lets it; else the next start
    /// skips it.
    void abandon() {
        try (channel) {
            if (end <= SegmentScan.MAGIC.size()) {
                segment.delete();
            } else {
                channel.truncate(end);
            }
        } catch (IOException failure) {
            ServiceLog.LOG.warn(
                    "event=log_segment_abandoned file={} reason=\"{}\"", segment.file(), failure.toString());
        }
    }

    void close() throws IOException {
        channel.close();
    }
}
