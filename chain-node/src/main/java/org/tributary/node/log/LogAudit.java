// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Hash;

/// What stands in a log's directory. It changes nothing, so the node may run meanwhile; what it is just
/// appending then looks like a tail.
final class LogAudit {
    /// @param records whole ones
    /// @param damaged places that are not as they were written, or records that are not their batch
    /// @param tailBytes behind the last whole record: the next start cuts them off the newest segment
    record Part(String file, String day, long bytes, long records, List<String> damaged, long tailBytes) {}

    private LogAudit() {}

    /// Of the segments' records and sizes only.
    static List<Part> list(Path directory) throws IOException {
        return parts(
                directory,
                segment -> segment.index()
                        .map(index -> new Part(
                                name(segment),
                                segment.day(),
                                index.segmentSize(),
                                index.entries().size(),
                                List.of(),
                                0)));
    }

    private interface Quick {
        Optional<Part> of(Segment segment) throws IOException;
    }

    private static List<Part> parts(Path directory, Quick quick) throws IOException {
        var parts = new ArrayList<Part>();
        for (var segment : LogOpening.segments(directory)) {
            var known = quick.of(segment);
            parts.add(known.isPresent() ? known.get() : part(segment, (hash, payload) -> true));
        }
        return parts;
    }

    /// Of every byte.
    ///
    /// @param isBatch whether these are the canonical bytes of the batch with this hash
    static List<Part> verify(Path directory, IsBatch isBatch) throws IOException {
        var parts = new ArrayList<Part>();
        for (var segment : LogOpening.segments(directory)) {
            parts.add(part(segment, isBatch));
        }
        return parts;
    }

    interface IsBatch {
        boolean test(Hash hash, Bytes payload);
    }

    private static Part part(Segment segment, IsBatch isBatch) throws IOException {
        var bytes = segment.content();
        var scan = SegmentScan.of(bytes);
        var damaged = new ArrayList<String>();
        scan.damages().forEach(damage -> damaged.add("bytes " + damage.at() + " to " + (damage.at() + damage.size())));
        for (var entry : scan.entries()) {
            int from = entry.at() + LogRecord.HEADER_SIZE;
            var payload = Bytes.wrap(bytes, from, entry.size() - LogRecord.HEADER_SIZE);
            if (!isBatch.test(entry.batch(), payload)) {
                damaged.add("record at " + entry.at() + " is not batch " + entry.batch());
            }
        }
        return new Part(
                name(segment), segment.day(), bytes.length, scan.entries().size(), damaged, scan.tailBytes());
    }

    private static String name(Segment segment) {
        return String.valueOf(segment.file().getFileName());
    }
}
