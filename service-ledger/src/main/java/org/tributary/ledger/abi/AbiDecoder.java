// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.abi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.codec.Decoded;

/// Bytes to values, in one pass from left to right: each offset must point at exactly the place where the encoder would
/// have put the next tail. So offsets cannot overlap, point backwards or leave gaps, every byte is read once, and the
/// work is linear in the input.
final class AbiDecoder {
    private final Bytes input;
    /// Where the next tail starts. After a sequence has been read: the first byte behind it.
    private int tail;

    private AbiDecoder(Bytes input) {
        this.input = input;
    }

    /// Refuses bytes behind the last value.
    static Decoded<Arguments> decode(List<AbiType> types, Bytes input) {
        var decoder = new AbiDecoder(input);
        try {
            var values = decoder.sequence(types, 0);
            if (decoder.tail != input.size()) {
                throw new Refused("bytes after the end");
            }
            return new Decoded.Value<>(new Arguments(values));
        } catch (Refused refused) {
            return new Decoded.Malformed<>("malformed ABI: " + refused.getMessage());
        }
    }

    private List<AbiValue> sequence(List<AbiType> types, int base) {
        int head = base;
        tail = advance(base, AbiType.headSize(types));
        var values = new ArrayList<AbiValue>(types.size());
        for (var type : types) {
            if (!type.isDynamic()) {
                values.add(inPlace(type, head));
            } else if (length(head) == tail - base) {
                values.add(inTail(type, tail));
            } else {
                throw new Refused("an offset does not point to the next value");
            }
            head += type.headSize();
        }
        return values;
    }

    private AbiValue inPlace(AbiType type, int at) {
        return switch (type) {
            case AbiType.Uint(var bits) -> {
                zeros(at, AbiType.WORD - bits / Byte.SIZE);
                yield AbiValue.of(word(at).toUnsignedBigInteger());
            }
            case AbiType.Bool() -> {
                zeros(at, AbiType.WORD - 1);
                yield AbiValue.of(flag(input.get(at + AbiType.WORD - 1)));
            }
            case AbiType.Account() -> {
                zeros(at, AbiType.WORD - Address.SIZE);
                yield AbiValue.of(new Address(input.slice(at + AbiType.WORD - Address.SIZE, Address.SIZE)));
            }
            case AbiType.FixedBytes(var size) -> {
                zeros(at + size, AbiType.WORD - size);
                yield AbiValue.of(input.slice(at, size));
            }
            case AbiType.FixedArray(var element, var length) -> inPlace(Collections.nCopies(length, element), at);
            case AbiType.Tuple(var components) -> inPlace(components, at);
            case AbiType.ByteString _, AbiType.Text _, AbiType.DynamicArray _ ->
                throw new IllegalStateException(type + " is dynamic");
        };
    }

    /// Static values inside a head that has been measured already: the tail stays where it is.
    private AbiValue inPlace(List<AbiType> types, int at) {
        int outerTail = tail;
        var values = sequence(types, at);
        tail = outerTail;
        return AbiValue.array(values);
    }

    private AbiValue inTail(AbiType type, int at) {
        return switch (type) {
            case AbiType.ByteString() -> AbiValue.of(byteString(at));
            case AbiType.Text() -> AbiValue.of(text(byteString(at)));
            case AbiType.DynamicArray(var element) -> {
                int start = advance(at, AbiType.WORD);
                int length = length(at);
                if (length > (input.size() - start) / element.headSize()) {
                    throw new Refused("an array is longer than the input");
                }
                yield AbiValue.array(sequence(Collections.nCopies(length, element), start));
            }
            case AbiType.FixedArray(var element, var length) ->
                AbiValue.array(sequence(Collections.nCopies(length, element), at));
            case AbiType.Tuple(var components) -> AbiValue.array(sequence(components, at));
            case AbiType.Uint _, AbiType.Bool _, AbiType.Account _, AbiType.FixedBytes _ ->
                throw new IllegalStateException(type + " is static");
        };
    }

    private Bytes byteString(int at) {
        int start = advance(at, AbiType.WORD);
        int size = length(at);
        int end = advance(start, size);
        int padding = -size & (AbiType.WORD - 1);
        tail = advance(end, padding);
        zeros(end, padding);
        return input.slice(start, size);
    }

    private static String text(Bytes bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toArrayUnsafe()))
                    .toString();
        } catch (CharacterCodingException invalid) {
            throw new Refused("a string is not UTF-8");
        }
    }

    private static boolean flag(byte value) {
        return switch (value) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new Refused("a bool is neither 0 nor 1");
        };
    }

    /// An offset or a length, both below 2^31 wherever they can be true.
    private int length(int at) {
        zeros(at, AbiType.WORD - Integer.BYTES);
        int length = input.getInt(at + AbiType.WORD - Integer.BYTES);
        if (length < 0) {
            throw new Refused("a length or offset is out of range");
        }
        return length;
    }

    private Bytes word(int at) {
        return input.slice(at, AbiType.WORD);
    }

    private void zeros(int at, int count) {
        for (int i = at; i < at + count; i++) {
            if (input.get(i) != 0) {
                throw new Refused("padding is not zero or a number is out of range");
            }
        }
    }

    /// `from + count`, which still lies inside the input.
    private int advance(int from, int count) {
        if (count > input.size() - from) {
            throw new Refused("the input ends too early");
        }
        return from + count;
    }

    /// Never leaves this class.
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason, null, false, false);
        }
    }
}
