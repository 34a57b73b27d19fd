// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.codec;

import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;

/// Recursive Length Prefix, in its one canonical form (Ethereum Yellow Paper, appendix B).
///
/// Our own, over one array each way: every transaction, unit and block passes through here several times.
public final class Rlp {
    /// Heads of strings and lists: the kind plus the length.
    static final int STRING = 0x80;

    static final int LIST = 0xc0;
    /// Longer ones have the length of their length in the head, and their length behind it.
    static final int SHORT = 55;

    private Rlp() {}

    public static Bytes list(Consumer<RlpListWriter> content) {
        var output = new RlpOutput();
        new RlpListWriter(output).list(content);
        return output.written();
    }

    /// Reads one list that fills `bytes` to the last one. Whatever `reader` refuses (a range, a constructor's check)
    /// is malformed too; so are items that it leaves unread.
    public static <T> Decoded<T> decodeList(Bytes bytes, Function<RlpListReader, T> reader) {
        try {
            var array = bytes.toArrayUnsafe();
            var outer = new RlpListReader(array, 0, array.length);
            T value = outer.list(reader);
            if (!outer.isComplete()) {
                throw new IllegalArgumentException("bytes after the end");
            }
            return new Decoded.Value<>(value);
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException malformed) {
            return new Decoded.Malformed<>("malformed RLP: " + malformed.getMessage());
        }
    }

    /// How many bytes a number has without leading zeros; none for 0.
    static int bytesOf(long value) {
        return Math.ceilDiv(Long.SIZE - Long.numberOfLeadingZeros(value), Byte.SIZE);
    }
}
