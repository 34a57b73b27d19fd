// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads what a log's directory holds: the indexes of sealed segments, and the segments that have none.
///
/// @param index takes what is found
record LogOpening(Path directory, LogIndex index, LogFigures figures) {
    /// The segment with the highest number.
    ///
    /// @param open where it can be written to
    /// @param first its first entry
    record Newest(long number, Optional<OpenSegment> open, Optional<LogEntry> first) {}

    /// Nothing where there are no segments.
    Optional<Newest> open() throws IOException {
        Files.createDirectories(directory);
        clear();
        var segments = segments(directory);
        for (int i = 0; i < segments.size() - 1; i++) {
            sealed(segments.get(i));
        }
        // Files are durable when their names are.
        Segment.syncDirectory(directory);
        return segments.isEmpty() ? Optional.empty() : Optional.of(newest(segments.getLast()));
    }

    static List<Segment> segments(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.flatMap(file -> Segment.parse(file).stream())
                    .sorted(Comparator.comparingLong(Segment::number))
                    .toList();
        }
    }

    /// What a rewriting that did not finish left behind.
    private void clear() throws IOException {
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                if (file.toString().endsWith(Segment.SUCCESSOR)) {
                    Files.delete(file);
                }
            }
        }
    }

    private void sealed(Segment segment) throws IOException {
        var known = segment.index();
        if (known.isPresent()) {
            index.set(segment, known.get().entries(), known.get().segmentSize());
            return;
        }
        var scan = scan(segment);
        if (scan.tailBytes() > 0) {
            damaged(segment, new SegmentScan.Damage(scan.end(), scan.tailBytes()));
        }
        // It may not have been on the disk when its node was killed, but it is what this one says it has.
        segment.sync();
        segment.writeIndex(scan.entries());
        index.set(segment, scan.entries(), segment.size());
    }

    private SegmentScan scan(Segment segment) throws IOException {
        var scan = SegmentScan.of(segment.content());
        scan.damages().forEach(damage -> damaged(segment, damage));
        return scan;
    }

    private void damaged(Segment segment, SegmentScan.Damage damage) {
        figures.damaged.incrementAndGet();
        ServiceLog.LOG.error(
                "event=log_damaged file={} at={} bytes={} next=\"what stood there is fetched from the others when it is"
                        + " needed\"",
                segment.file(),
                damage.at(),
                damage.size());
    }

    private Newest newest(Segment segment) throws IOException {
        var scan = scan(segment);
        if (scan.end() == 0 || startsDamaged(scan)) {
            return restart(segment, scan);
        }
        if (scan.tailBytes() > 0) {
            ServiceLog.LOG.warn(
                    "event=log_tail_cut file={} at={} bytes={}", segment.file(), scan.end(), scan.tailBytes());
        }
        var open = OpenSegment.goOn(segment, scan);
        index.set(segment, scan.entries(), scan.end());
        return new Newest(
                segment.number(), Optional.of(open), scan.entries().stream().findFirst());
    }

    private static boolean startsDamaged(SegmentScan scan) {
        return !scan.damages().isEmpty() && scan.damages().getFirst().at() == 0;
    }

    /// Its first bytes are not those of a segment: nothing is appended to it any more.
    private Newest restart(Segment segment, SegmentScan scan) throws IOException {
        if (scan.entries().isEmpty()) {
            segment.delete();
        } else {
            segment.sync();
            index.set(segment, scan.entries(), segment.size());
        }
        return new Newest(segment.number(), Optional.empty(), Optional.empty());
    }
}
