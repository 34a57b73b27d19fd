// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives.codec;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Height;
import org.tributary.primitives.View;
import org.tributary.primitives.crypto.PublicKey;
import org.tributary.primitives.crypto.RecoverableSignature;
import org.tributary.primitives.crypto.Signature;

/// Reads the items of one list, strictly: what is not in canonical form is refused, by an exception that
/// [Rlp#decodeList] turns into a [Decoded.Malformed].
public final class RlpListReader {
    private final byte[] array;
    private final int end;
    private int position;

    /// Reads what stands from `begin` to before `end`. What it hands out is copied: nothing keeps the
    /// array alive.
    RlpListReader(byte[] array, int begin, int end) {
        this.array = array;
        this.position = begin;
        this.end = end;
    }

    public boolean isComplete() {
        return position == end;
    }

    /// 0 … 2^63 − 1.
    public long number() {
        int length = minimalLength(Long.BYTES);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << Byte.SIZE | Byte.toUnsignedLong(array[position++]);
        }
        if (value < 0) {
            throw new IllegalArgumentException("a number is above 2^63 − 1");
        }
        return value;
    }

    /// 0 … 2^(8·maxBytes) − 1.
    public BigInteger bigNumber(int maxBytes) {
        return minimal(maxBytes).toUnsignedBigInteger();
    }

    public int smallNumber(int max) {
        long value = number();
        if (value > max) {
            throw new IllegalArgumentException("a number is above " + max);
        }
        return (int) value;
    }

    /// At most `max` bytes.
    public Bytes bytes(int max) {
        int length = enter(Rlp.STRING);
        if (length > max) {
            throw new IllegalArgumentException("an item has " + length + " bytes, allowed are " + max);
        }
        return take(length);
    }

    public Bytes exactly(int size) {
        int length = enter(Rlp.STRING);
        if (length != size) {
            throw new IllegalArgumentException("an item has " + length + " bytes, not " + size);
        }
        return take(length);
    }

    private Bytes take(int length) {
        var value = Bytes.wrap(Arrays.copyOfRange(array, position, position + length));
        position += length;
        return value;
    }

    public boolean flag() {
        return smallNumber(1) == 1;
    }

    /// At most `max` bytes of UTF-8, strictly: replacement characters would give two byte strings one
    /// meaning.
    public String text(int max) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(max).toArray()))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new IllegalArgumentException("a text is not UTF-8", notText);
        }
    }

    public <T> T list(Function<RlpListReader, T> read) {
        int length = enter(Rlp.LIST);
        var inner = new RlpListReader(array, position, position + length);
        position += length;
        T value = read.apply(inner);
        if (!inner.isComplete()) {
            throw new IllegalArgumentException("a list has more items than it should");
        }
        return value;
    }

    /// A list of at most `max` items of one kind.
    public <T> List<T> list(int max, Function<RlpListReader, T> item) {
        return list(inner -> {
            var items = new ArrayList<T>();
            while (!inner.isComplete()) {
                if (items.size() == max) {
                    throw new IllegalArgumentException("a list has more than " + max + " items");
                }
                items.add(item.apply(inner));
            }
            return List.copyOf(items);
        });
    }

    /// Moves to the next item's content.
    ///
    /// @param kind what it has to be
    /// @return the content's length; all of it lies before the end
    private int enter(int kind) {
        if (position == end) {
            throw new IllegalArgumentException("a list has fewer items than it should");
        }
        int first = Byte.toUnsignedInt(array[position]);
        if ((first < Rlp.LIST) != (kind == Rlp.STRING)) {
            throw new IllegalArgumentException(kind == Rlp.LIST ? "not a list" : "a list where a string belongs");
        }
        if (first < Rlp.STRING) {
            return 1;
        }
        position++;
        int length = first - kind;
        if (length > Rlp.SHORT) {
            length = longLength(length - Rlp.SHORT);
        }
        if (length > end - position) {
            throw new IllegalArgumentException("an item reaches beyond the end");
        }
        if (kind == Rlp.STRING && length == 1 && array[position] >= 0) {
            throw new IllegalArgumentException("a byte below 128 has no head");
        }
        return length;
    }

    private int longLength(int size) {
        if (size > end - position || size > Integer.BYTES) {
            throw new IllegalArgumentException("a length is longer than can be");
        }
        long length = 0;
        for (int i = 0; i < size; i++) {
            length = (length << Byte.SIZE) | Byte.toUnsignedInt(array[position++]);
        }
        if (length <= Rlp.SHORT || Rlp.bytesOf(length) != size || length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a length is not in its shortest form");
        }
        return (int) length;
    }

    public Hash hash() {
        return Hash.of(exactly(32));
    }

    public Address address() {
        return new Address(exactly(Address.SIZE));
    }

    public Amount amount() {
        return new Amount(bigNumber(Amount.MAX_BITS / Byte.SIZE));
    }

    public Height height() {
        return new Height(number());
    }

    public View view() {
        return new View(number());
    }

    public Bucket bucket() {
        return new Bucket(number());
    }

    public ChainName chain() {
        return new ChainName(text(32));
    }

    public Signature signature() {
        return new Signature(exactly(Signature.SIZE));
    }

    /// Only v = 27 and v = 28, as we write it: one value has one form.
    public RecoverableSignature recoverable() {
        var bytes = exactly(RecoverableSignature.SIZE);
        if (bytes.get(64) != 27 && bytes.get(64) != 28) {
            throw new IllegalArgumentException("v is 27 or 28");
        }
        return RecoverableSignature.of(bytes);
    }

    public PublicKey publicKey() {
        return new PublicKey(exactly(PublicKey.SIZE));
    }

    private Bytes minimal(int maxBytes) {
        return take(minimalLength(maxBytes));
    }

    /// Moves to the bytes of a number.
    private int minimalLength(int maxBytes) {
        int length = enter(Rlp.STRING);
        if (length > maxBytes) {
            throw new IllegalArgumentException("an item has " + length + " bytes, allowed are " + maxBytes);
        }
        if (length > 0 && array[position] == 0) {
            throw new IllegalArgumentException("a number has leading zeros");
        }
        return length;
    }
}
