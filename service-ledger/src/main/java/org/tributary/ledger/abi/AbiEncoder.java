// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.abi;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/// Values to bytes. A value that does not fit its type is our own mistake, and throws.
final class AbiEncoder {
    private AbiEncoder() {}

    /// The heads of all values, then the tails of the dynamic ones, in order.
    static Bytes encode(List<AbiType> types, List<AbiValue> values) {
        if (types.size() != values.size()) {
            throw new IllegalArgumentException(types.size() + " values are needed, not " + values.size());
        }
        var heads = new ArrayList<Bytes>();
        var tails = new ArrayList<Bytes>();
        int tail = AbiType.headSize(types);
        for (int i = 0; i < types.size(); i++) {
            var encoded = encode(types.get(i), values.get(i));
            if (types.get(i).isDynamic()) {
                heads.add(word(tail));
                tails.add(encoded);
                tail += encoded.size();
            } else {
                heads.add(encoded);
            }
        }
        heads.addAll(tails);
        return Bytes.concatenate(heads);
    }

    static Bytes encode(AbiType type, AbiValue value) {
        return switch (type) {
            case AbiType.Uint(var bits)
            when value instanceof AbiValue.Uint(var number) && number.bitLength() <= bits -> word(number);
            case AbiType.Bool() when value instanceof AbiValue.Bool(var flag) -> word(flag ? 1 : 0);
            case AbiType.Account()
            when value instanceof AbiValue.Account(var address) -> Bytes32.leftPad(address.bytes());
            case AbiType.FixedBytes(var size)
            when value instanceof AbiValue.ByteString(var bytes) && bytes.size() == size -> Bytes32.rightPad(bytes);
            case AbiType.ByteString() when value instanceof AbiValue.ByteString(var bytes) -> padded(bytes);
            case AbiType.Text()
            when value instanceof AbiValue.Text(var text) -> padded(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
            case AbiType.FixedArray(var element, var length)
            when value instanceof AbiValue.Sequence(var elements) ->
                encode(Collections.nCopies(length, element), elements);
            case AbiType.DynamicArray(var element)
            when value instanceof AbiValue.Sequence(var elements) ->
                Bytes.concatenate(
                        word(elements.size()), encode(Collections.nCopies(elements.size(), element), elements));
            case AbiType.Tuple(var components)
            when value instanceof AbiValue.Sequence(var parts) -> encode(components, parts);
            case AbiType.Uint _, AbiType.Bool _, AbiType.Account _, AbiType.FixedBytes _, AbiType.ByteString _ ->
                refuse(type, value);
            case AbiType.Text _, AbiType.FixedArray _, AbiType.DynamicArray _, AbiType.Tuple _ -> refuse(type, value);
        };
    }

    private static Bytes refuse(AbiType type, AbiValue value) {
        throw new IllegalArgumentException("no " + type + ": " + value);
    }

    private static Bytes padded(Bytes bytes) {
        int padding = -bytes.size() & (AbiType.WORD - 1);
        return Bytes.concatenate(word(bytes.size()), bytes, Bytes.wrap(new byte[padding]));
    }

    private static Bytes32 word(long number) {
        return Bytes32.leftPad(Bytes.ofUnsignedLong(number));
    }

    private static Bytes32 word(BigInteger number) {
        return Bytes32.leftPad(Bytes.wrap(number.toByteArray()).trimLeadingZeros());
    }
}
