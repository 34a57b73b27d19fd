// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.codec;

import java.util.Arrays;
import org.apache.tuweni.bytes.Bytes;

/// One array that a list and all lists in it are written into. A list's length is known at its end only: then its
/// content moves by the few bytes of its head, which is cheaper than to put pieces together.
final class RlpOutput {
    /// Most objects fit: a transaction, a unit, an account.
    private static final int FIRST_SIZE = 256;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int size;

    Bytes written() {
        return Bytes.wrap(Arrays.copyOf(bytes, size));
    }

    void item(byte[] value) {
        if (value.length == 1 && value[0] >= 0) {
            room(1);
            bytes[size++] = value[0];
            return;
        }
        makeHead(size, Rlp.STRING, value.length);
        raw(value);
    }

    /// The big-endian bytes without leading zeros.
    void number(long value) {
        int length = Rlp.bytesOf(value);
        if (length == 1 && value < Rlp.STRING) {
            room(1);
            bytes[size++] = (byte) value;
            return;
        }
        makeHead(size, Rlp.STRING, length);
        room(length);
        putBigEndian(size, value, length);
        size += length;
    }

    void raw(byte[] encoded) {
        room(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    /// Where the content of a list begins; for [#endList].
    int beginList() {
        return size;
    }

    void endList(int begin) {
        makeHead(begin, Rlp.LIST, size - begin);
    }

    /// Puts a head before what stands at `at`.
    private void makeHead(int at, int kind, int length) {
        int lengthBytes = length <= Rlp.SHORT ? 0 : Rlp.bytesOf(length);
        int head = 1 + lengthBytes;
        room(head);
        System.arraycopy(bytes, at, bytes, at + head, size - at);
        size += head;
        if (lengthBytes == 0) {
            bytes[at] = (byte) (kind + length);
        } else {
            bytes[at] = (byte) (kind + Rlp.SHORT + lengthBytes);
            putBigEndian(at + 1, length, lengthBytes);
        }
    }

    private void putBigEndian(int at, long value, int length) {
        for (int i = 0; i < length; i++) {
            bytes[at + i] = (byte) (value >>> (Byte.SIZE * (length - 1 - i)));
        }
    }

    private void room(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length + (bytes.length >> 1)));
        }
    }
}
