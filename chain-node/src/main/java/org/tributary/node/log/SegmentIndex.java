// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// The entries of a sealed segment, in a small file beside it, so that a start need not read the
/// segment: magic, size of the segment, number of entries, 56 bytes for each, CRC-32C of all that. An
/// index that is not whole, or not of its segment's size, is made anew from the segment; so it needs no
/// sync.
record SegmentIndex(long segmentSize, List<LogEntry> entries) {
    private static final byte[] MAGIC = "TRIBLIX1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_SIZE = 8 + Long.BYTES + Integer.BYTES;
    private static final int ENTRY_SIZE = 32 + 2 * Integer.BYTES + 2 * Long.BYTES;

    SegmentIndex {
        entries = List.copyOf(entries);
    }

    byte[] encoded() {
        var out = ByteBuffer.allocate(HEADER_SIZE + entries.size() * ENTRY_SIZE + Integer.BYTES);
        out.put(MAGIC).putLong(segmentSize).putInt(entries.size());
        for (var entry : entries) {
            out.put(entry.batch().bytes().toArrayUnsafe())
                    .putInt(entry.at())
                    .putInt(entry.size())
                    .putLong(entry.acknowledged().number())
                    .putLong(entry.last().number());
        }
        return out.putInt(LogRecord.checksum(out.array(), 0, out.position())).array();
    }

    static Optional<SegmentIndex> decode(byte[] file) {
        int body = file.length - Integer.BYTES;
        if (body < HEADER_SIZE
                || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                || ByteBuffer.wrap(file).getInt(body) != LogRecord.checksum(file, 0, body)) {
            return Optional.empty();
        }
        var in = ByteBuffer.wrap(file).position(MAGIC.length);
        long size = in.getLong();
        int count = in.getInt();
        var entries = new ArrayList<LogEntry>(count);
        for (int i = 0; i < count; i++) {
            var hash = new byte[32];
            in.get(hash);
            entries.add(new LogEntry(
                    Hash.of(Bytes.wrap(hash)),
                    in.getInt(),
                    in.getInt(),
                    new Bucket(in.getLong()),
                    new Bucket(in.getLong())));
        }
        return Optional.of(new SegmentIndex(size, entries));
    }
}
