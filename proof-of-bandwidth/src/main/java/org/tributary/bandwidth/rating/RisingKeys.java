// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// The canonical form of numbers by number, one string of bytes: how many bytes each value takes, then for each pair
/// the key's distance from the one before, seven bits a byte, and the value. So neighbours take one byte and no value
/// carries its length.
final class RisingKeys {
    /// More than a month of samples of five minutes, each at its longest.
    private static final int MAX_BYTES = 1 << 18;

    private static final int LOW_BITS = 0x7f;
    private static final int MORE = 0x80;
    private static final int LONGEST_DISTANCE = 9;

    private RisingKeys() {}

    static void write(RlpListWriter list, SortedMap<Long, Long> map) {
        if (map.isEmpty()) {
            list.bytes(Bytes.EMPTY);
            return;
        }
        int width = width(Collections.max(map.values()));
        var out = ByteBuffer.allocate(1 + map.size() * (LONGEST_DISTANCE + width));
        out.put((byte) width);
        long before = -1;
        for (var entry : map.entrySet()) {
            writeDistance(out, entry.getKey() - before - 1);
            before = entry.getKey();
            for (int shift = (width - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                out.put((byte) (entry.getValue() >>> shift));
            }
        }
        list.bytes(Bytes.wrap(out.array(), 0, out.position()));
    }

    static TreeMap<Long, Long> read(RlpListReader list) {
        var map = new TreeMap<Long, Long>();
        var in = ByteBuffer.wrap(list.bytes(MAX_BYTES).toArrayUnsafe());
        int width = in.hasRemaining() ? in.get() : 0;
        long before = -1;
        while (in.hasRemaining()) {
            before = Math.addExact(before, readDistance(in)) + 1;
            long value = 0;
            for (int i = 0; i < width; i++) {
                value = value << Byte.SIZE | Byte.toUnsignedLong(in.get());
            }
            map.put(before, value);
        }
        return map;
    }

    private static int width(long highest) {
        return Math.ceilDiv(Long.SIZE - Long.numberOfLeadingZeros(highest), Byte.SIZE);
    }

    private static void writeDistance(ByteBuffer out, long distance) {
        long rest = distance;
        while (rest > LOW_BITS) {
            out.put((byte) (rest & LOW_BITS | MORE));
            rest >>>= Byte.SIZE - 1;
        }
        out.put((byte) rest);
    }

    private static long readDistance(ByteBuffer in) {
        long distance = 0;
        for (int shift = 0; ; shift += Byte.SIZE - 1) {
            byte next = in.get();
            distance |= (long) (next & LOW_BITS) << shift;
            if (next >= 0) {
                return distance;
            }
        }
    }
}
