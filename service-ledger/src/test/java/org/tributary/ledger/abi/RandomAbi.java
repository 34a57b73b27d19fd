// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.abi;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;

/// Types and values that fit them, the same for the same seed.
final class RandomAbi {
    private final RandomGenerator random;

    RandomAbi(RandomGenerator random) {
        this.random = random;
    }

    List<AbiType> types() {
        var types = new ArrayList<AbiType>();
        for (int i = random.nextInt(5); i > 0; i--) {
            types.add(type(3));
        }
        return types;
    }

    List<AbiValue> values(List<AbiType> types) {
        return types.stream().map(this::value).toList();
    }

    private AbiType type(int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 9)) {
            case 0 -> new AbiType.Uint(8 * (1 + random.nextInt(32)));
            case 1 -> new AbiType.Bool();
            case 2 -> new AbiType.Account();
            case 3 -> new AbiType.FixedBytes(1 + random.nextInt(32));
            case 4 -> new AbiType.ByteString();
            case 5 -> new AbiType.Text();
            case 6 -> new AbiType.DynamicArray(type(depth - 1));
            case 7 -> new AbiType.FixedArray(type(depth - 1), 1 + random.nextInt(3));
            default ->
                new AbiType.Tuple(IntStream.rangeClosed(0, random.nextInt(3))
                        .mapToObj(_ -> type(depth - 1))
                        .toList());
        };
    }

    AbiValue value(AbiType type) {
        return switch (type) {
            case AbiType.Uint(var bits) ->
                AbiValue.of(bytes(random.nextInt(bits / 8 + 1)).toUnsignedBigInteger());
            case AbiType.Bool() -> AbiValue.of(random.nextBoolean());
            case AbiType.Account() -> AbiValue.of(new Address(bytes(Address.SIZE)));
            case AbiType.FixedBytes(var size) -> AbiValue.of(bytes(size));
            case AbiType.ByteString() -> AbiValue.of(bytes(random.nextInt(70)));
            case AbiType.Text() -> AbiValue.of("é".repeat(random.nextInt(3)) + "x".repeat(random.nextInt(40)));
            case AbiType.FixedArray(var element, var length) -> elements(element, length);
            case AbiType.DynamicArray(var element) -> elements(element, random.nextInt(4));
            case AbiType.Tuple(var components) -> AbiValue.array(values(components));
        };
    }

    private AbiValue elements(AbiType element, int count) {
        return AbiValue.array(
                IntStream.range(0, count).mapToObj(_ -> value(element)).toList());
    }

    private Bytes bytes(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }
}
