// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.codec;

import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPException;

/// Recursive Length Prefix, in its one canonical form (Ethereum Yellow Paper, appendix B).
public final class Rlp {
    private Rlp() {}

    public static Bytes list(Consumer<RlpListWriter> content) {
        return flat(RLP.encodeList(writer -> content.accept(new RlpListWriter(writer))));
    }

    /// Reads one list that fills `bytes` to the last one. Whatever `reader` refuses (a range, a constructor's check)
    /// is malformed too; so are items that it leaves unread.
    public static <T> Decoded<T> decodeList(Bytes bytes, Function<RlpListReader, T> reader) {
        try {
            return new Decoded.Value<>(RLP.decode(flat(bytes), outer -> {
                T value = outer.readList(inner -> RlpListReader.readWhole(inner, reader));
                if (!outer.isComplete()) {
                    throw new IllegalArgumentException("bytes after the end");
                }
                return value;
            }));
        } catch (RLPException | IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException malformed) {
            return new Decoded.Malformed<>("malformed RLP: " + malformed.getMessage());
        }
    }

    /// One array. The encoder hands out a chain of pieces, in which every look-up walks from the first one: reading a
    /// large
    /// list from it takes quadratic time.
    private static Bytes flat(Bytes bytes) {
        return Bytes.wrap(bytes.toArrayUnsafe());
    }
}
