// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;

/// What stands in a segment's file. What is damaged between two whole records is skipped; what follows
/// the last whole one is the tail: torn by a crash where the segment was being written, damage where it
/// was sealed.
///
/// @param end where the last whole record ends
/// @param damages one for each place between whole records that is not as it was written
/// @param tailBytes behind `end`
record SegmentScan(List<LogEntry> entries, int end, List<Damage> damages, int tailBytes) {
    /// Stands first in every segment, with the format's version.
    static final Bytes MAGIC = Bytes.wrap("TRIBLOG1".getBytes(StandardCharsets.US_ASCII));

    /// @param at the first byte that is not as it was written
    record Damage(int at, int size) {}

    SegmentScan {
        entries = List.copyOf(entries);
        damages = List.copyOf(damages);
    }

    static SegmentScan of(byte[] file) {
        var entries = new ArrayList<LogEntry>();
        var damages = new ArrayList<Damage>();
        boolean begun =
                file.length >= MAGIC.size() && Bytes.wrap(file, 0, MAGIC.size()).equals(MAGIC);
        int end = begun ? MAGIC.size() : 0;
        int next = nextWhole(file, end);
        while (next < file.length) {
            if (next > end) {
                damages.add(new Damage(end, next - end));
            }
            entries.add(LogRecord.entry(file, next));
            end = (int) LogRecord.end(file, next);
            next = nextWhole(file, end);
        }
        return new SegmentScan(entries, end, damages, file.length - end);
    }

    /// The first whole record at `from` or behind; the file's end where there is none. A damaged
    /// payload behind an intact header is stepped over.
    private static int nextWhole(byte[] file, int from) {
        int at = from;
        while (at <= file.length - LogRecord.HEADER_SIZE) {
            if (LogRecord.isWhole(file, at)) {
                return at;
            }
            boolean steppable = LogRecord.hasHeader(file, at) && LogRecord.end(file, at) <= file.length;
            at = steppable ? (int) LogRecord.end(file, at) : at + 1;
        }
        return file.length;
    }
}
