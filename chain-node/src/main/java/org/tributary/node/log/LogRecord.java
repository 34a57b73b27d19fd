// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// One batch as it stands in a segment: a header of 60 bytes (CRC-32C of the rest of the header,
/// CRC-32C of the payload, length of the payload, hash of the batch, bucket in which this node
/// acknowledged it, last bucket of the batch) and the payload, the batch's canonical bytes. Numbers are
/// big-endian.
///
/// @param last the newest bucket that a receipt of the batch may lie in
public record LogRecord(Hash batch, Bucket acknowledged, Bucket last, Bytes payload) {
    static final int HEADER_SIZE = 3 * Integer.BYTES + 32 + 2 * Long.BYTES;

    /// Far above the largest batch that a chain spec can allow.
    static final int MAX_PAYLOAD_SIZE = 128 << 20;

    private static final int HASH_AT = 3 * Integer.BYTES;
    private static final int ACKNOWLEDGED_AT = HASH_AT + 32;
    private static final int LAST_AT = ACKNOWLEDGED_AT + Long.BYTES;

    public LogRecord {
        if (payload.size() > MAX_PAYLOAD_SIZE) {
            throw new IllegalArgumentException("a batch of " + payload.size() + " bytes");
        }
    }

    int size() {
        return HEADER_SIZE + payload.size();
    }

    void encode(ByteBuffer out) {
        var header = ByteBuffer.allocate(HEADER_SIZE);
        header.putInt(0)
                .putInt(checksum(payload.toArrayUnsafe(), 0, payload.size()))
                .putInt(payload.size())
                .put(batch.bytes().toArrayUnsafe())
                .putLong(acknowledged.number())
                .putLong(last.number());
        header.putInt(0, checksum(header.array(), Integer.BYTES, HEADER_SIZE - Integer.BYTES));
        out.put(header.array()).put(payload.toArrayUnsafe());
    }

    /// Whether a header stands here as it was written.
    static boolean hasHeader(byte[] file, int at) {
        return file.length - at >= HEADER_SIZE
                && intAt(file, at) == checksum(file, at + Integer.BYTES, HEADER_SIZE - Integer.BYTES)
                && payloadSize(file, at) >= 0
                && payloadSize(file, at) <= MAX_PAYLOAD_SIZE;
    }

    /// Where the record ends, by its intact header; maybe behind the end of the file.
    static long end(byte[] file, int at) {
        return (long) at + HEADER_SIZE + payloadSize(file, at);
    }

    /// Whether a whole record stands here as it was written.
    static boolean isWhole(byte[] file, int at) {
        return hasHeader(file, at)
                && end(file, at) <= file.length
                && intAt(file, at + Integer.BYTES) == checksum(file, at + HEADER_SIZE, payloadSize(file, at));
    }

    /// What stands in an intact header.
    static LogEntry entry(byte[] file, int at) {
        var fields = ByteBuffer.wrap(file);
        var hash = Hash.of(Bytes.wrap(Arrays.copyOfRange(file, at + HASH_AT, at + ACKNOWLEDGED_AT)));
        return new LogEntry(
                hash,
                at,
                HEADER_SIZE + payloadSize(file, at),
                new Bucket(fields.getLong(at + ACKNOWLEDGED_AT)),
                new Bucket(fields.getLong(at + LAST_AT)));
    }

    /// The record that these bytes are; nothing where they are not, any more, what was written.
    static Optional<LogRecord> decode(byte[] bytes) {
        if (!isWhole(bytes, 0) || end(bytes, 0) != bytes.length) {
            return Optional.empty();
        }
        var entry = entry(bytes, 0);
        var payload = Bytes.wrap(bytes, HEADER_SIZE, bytes.length - HEADER_SIZE);
        return Optional.of(new LogRecord(entry.batch(), entry.acknowledged(), entry.last(), payload));
    }

    static int checksum(byte[] bytes, int from, int size) {
        var crc = new CRC32C();
        crc.update(bytes, from, size);
        return (int) crc.getValue();
    }

    private static int payloadSize(byte[] file, int at) {
        return intAt(file, at + 2 * Integer.BYTES);
    }

    private static int intAt(byte[] file, int at) {
        return ByteBuffer.wrap(file).getInt(at);
    }
}
