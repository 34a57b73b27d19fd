// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.tributary.primitives.Hash;

/// Keccak-256 as Ethereum uses it (the padding before SHA-3 was standardised).
///
/// Our own: most of what a receipt costs beyond its signature is Keccak. ADR 0023.
public final class Keccak {
    private static final VarHandle LANE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /// Bytes that a block takes in: 1600 bits less twice the digest's.
    private static final int RATE = 136;
    private static final int LAST_LANE = RATE / Long.BYTES - 1;

    private Keccak() {}

    /// The digest of the parts, one after the other.
    public static Hash hash(Bytes... parts) {
        return hash(parts.length == 1 ? parts[0].toArrayUnsafe() : joined(parts));
    }

    private static byte[] joined(Bytes... parts) {
        int size = 0;
        for (var part : parts) {
            size = Math.addExact(size, part.size());
        }
        var all = new byte[size];
        int at = 0;
        for (var part : parts) {
            var array = part.toArrayUnsafe();
            System.arraycopy(array, 0, all, at, array.length);
            at += array.length;
        }
        return all;
    }

    private static Hash hash(byte[] message) {
        var lanes = new long[KeccakPermutation.LANES];
        int at = 0;
        while (message.length - at >= RATE) {
            absorb(lanes, message, at, RATE);
            KeccakPermutation.permute(lanes);
            at += RATE;
        }
        int rest = message.length - at;
        absorb(lanes, message, at, rest);
        // Padding 1 0 … 0 1.
        lanes[rest / Long.BYTES] ^= 1L << Byte.SIZE * (rest % Long.BYTES);
        lanes[LAST_LANE] ^= Long.MIN_VALUE;
        KeccakPermutation.permute(lanes);
        return squeeze(lanes);
    }

    private static void absorb(long[] lanes, byte[] message, int at, int length) {
        int whole = length / Long.BYTES;
        for (int i = 0; i < whole; i++) {
            lanes[i] ^= (long) LANE.get(message, at + i * Long.BYTES);
        }
        for (int i = whole * Long.BYTES; i < length; i++) {
            lanes[whole] ^= Byte.toUnsignedLong(message[at + i]) << Byte.SIZE * (i % Long.BYTES);
        }
    }

    private static Hash squeeze(long[] lanes) {
        var digest = new byte[Bytes32.SIZE];
        for (int i = 0; i < Bytes32.SIZE / Long.BYTES; i++) {
            LANE.set(digest, i * Long.BYTES, lanes[i]);
        }
        return new Hash(Bytes32.wrap(digest));
    }
}
