// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.storage;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.tuweni.bytes.Bytes;

/// What one sync wrote to a journal's file: a header of 20 bytes (CRC-32C of the rest of the header, CRC-32C of the
/// payload, length of the payload, sequence number of 8 bytes) and the payload, the records with a length of 4 bytes in
/// front of each. All numbers are big-endian. The sequence number tells a frame from the remains of another file.
///
/// A frame is begun only when the one before it is on the disk, so only the last one can be torn.
record JournalFrame(long sequence, List<Bytes> records) {
    static final int HEADER_SIZE = 2 * Integer.BYTES + Integer.BYTES + Long.BYTES;

    /// Far above any batch of consensus messages that share a sync.
    static final int MAX_PAYLOAD_SIZE = 128 << 20;

    byte[] encoded() {
        int size = records.stream().mapToInt(JournalFrame::sizeOf).reduce(0, Math::addExact);
        if (size > MAX_PAYLOAD_SIZE) {
            throw new IllegalArgumentException("a journal frame has " + size + " bytes");
        }
        var frame = new byte[HEADER_SIZE + size];
        var fields = ByteBuffer.wrap(frame);
        fields.position(2 * Integer.BYTES);
        fields.putInt(size).putLong(sequence);
        records.forEach(each -> fields.putInt(each.size()).put(each.toArrayUnsafe()));
        fields.putInt(Integer.BYTES, checksum(frame, HEADER_SIZE, size));
        fields.putInt(0, checksum(frame, Integer.BYTES, HEADER_SIZE - Integer.BYTES));
        return frame;
    }

    static int sizeOf(Bytes record) {
        return Integer.BYTES + record.size();
    }

    /// Whether a header stands here as it was written.
    static boolean hasHeader(byte[] file, int at) {
        return file.length - at >= HEADER_SIZE
                && intAt(file, at) == checksum(file, at + Integer.BYTES, HEADER_SIZE - Integer.BYTES)
                && payloadSize(file, at) >= 0
                && payloadSize(file, at) <= MAX_PAYLOAD_SIZE;
    }

    /// Where the frame ends, by its intact header; maybe behind the end of the file.
    static long end(byte[] file, int at) {
        return (long) at + HEADER_SIZE + payloadSize(file, at);
    }

    static long sequence(byte[] file, int at) {
        return ByteBuffer.wrap(file).getLong(at + 3 * Integer.BYTES);
    }

    /// Whether a whole frame stands here as it was written.
    static boolean isWhole(byte[] file, int at) {
        return hasHeader(file, at)
                && end(file, at) <= file.length
                && intAt(file, at + Integer.BYTES) == checksum(file, at + HEADER_SIZE, payloadSize(file, at));
    }

    /// The records of a whole frame.
    static List<Bytes> records(byte[] file, int at) {
        var records = new ArrayList<Bytes>();
        int next = at + HEADER_SIZE;
        while (next < end(file, at)) {
            int size = intAt(file, next);
            next += Integer.BYTES;
            records.add(Bytes.wrap(Arrays.copyOfRange(file, next, next + size)));
            next += size;
        }
        return records;
    }

    private static int payloadSize(byte[] file, int at) {
        return intAt(file, at + 2 * Integer.BYTES);
    }

    private static int intAt(byte[] file, int at) {
        return ByteBuffer.wrap(file).getInt(at);
    }

    private static int checksum(byte[] bytes, int from, int size) {
        var crc = new CRC32C();
        crc.update(bytes, from, size);
        return (int) crc.getValue();
    }
}
