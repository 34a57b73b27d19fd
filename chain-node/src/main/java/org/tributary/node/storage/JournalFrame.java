// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.storage;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.apache.tuweni.bytes.Bytes;

/// How a record stands in a journal's file: CRC-32C of the rest (4 bytes), length of the payload (4), sequence number
/// (8), payload; all numbers big-endian. The sequence number tells a record from the remains of another file.
final class JournalFrame {
    static final int HEADER_SIZE = Integer.BYTES + Integer.BYTES + Long.BYTES;
    /// Far above any consensus message, and a bound for what a damaged length makes us read.
    static final int MAX_RECORD_SIZE = 64 << 20;

    private JournalFrame() {}

    static byte[] encode(long sequence, Bytes payload) {
        if (payload.size() > MAX_RECORD_SIZE) {
            throw new IllegalArgumentException("a journal record has " + payload.size() + " bytes");
        }
        var frame = new byte[HEADER_SIZE + payload.size()];
        var fields = ByteBuffer.wrap(frame);
        fields.putInt(0).putInt(payload.size()).putLong(sequence).put(payload.toArrayUnsafe());
        fields.putInt(0, checksum(frame));
        return frame;
    }

    /// The payload's size as the header says; empty if no record can have it.
    static Optional<Integer> payloadSize(byte[] header) {
        int size = ByteBuffer.wrap(header).getInt(Integer.BYTES);
        return size < 0 || size > MAX_RECORD_SIZE ? Optional.empty() : Optional.of(size);
    }

    /// The payload of a whole frame; empty if it is damaged or is not number `sequence`.
    static Optional<Bytes> decode(byte[] frame, long sequence) {
        var fields = ByteBuffer.wrap(frame);
        boolean intact = fields.getInt(0) == checksum(frame) && fields.getLong(2 * Integer.BYTES) == sequence;
        return intact ? Optional.of(Bytes.wrap(frame).slice(HEADER_SIZE)) : Optional.empty();
    }

    private static int checksum(byte[] frame) {
        var crc = new CRC32C();
        crc.update(frame, Integer.BYTES, frame.length - Integer.BYTES);
        return (int) crc.getValue();
    }
}
