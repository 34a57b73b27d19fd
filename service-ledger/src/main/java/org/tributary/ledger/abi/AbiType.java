// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.abi;

import java.util.List;
import java.util.stream.Collectors;

/// A type of the ABI. `toString` gives its canonical name, as signatures are hashed.
public sealed interface AbiType {
    int WORD = 32;

    /// `uint8` … `uint256`.
    record Uint(int bits) implements AbiType {
        public Uint {
            if (bits < 8 || bits > 256 || bits % 8 != 0) {
                throw new IllegalArgumentException("no such type: uint" + bits);
            }
        }

        @Override
        public String toString() {
            return "uint" + bits;
        }
    }

    record Bool() implements AbiType {
        @Override
        public String toString() {
            return "bool";
        }
    }

    /// `address`.
    record Account() implements AbiType {
        @Override
        public String toString() {
            return "address";
        }
    }

    /// `bytes1` … `bytes32`.
    record FixedBytes(int size) implements AbiType {
        public FixedBytes {
            if (size < 1 || size > WORD) {
                throw new IllegalArgumentException("no such type: bytes" + size);
            }
        }

        @Override
        public String toString() {
            return "bytes" + size;
        }
    }

    /// `bytes`.
    record ByteString() implements AbiType {
        @Override
        public String toString() {
            return "bytes";
        }
    }

    /// `string`: valid UTF-8 only.
    record Text() implements AbiType {
        @Override
        public String toString() {
            return "string";
        }
    }

    /// `T[n]`.
    record FixedArray(AbiType element, int length) implements AbiType {
        public FixedArray {
            if (length < 1) {
                throw new IllegalArgumentException("an array of fixed length has at least one element");
            }
        }

        @Override
        public String toString() {
            return element + "[" + length + "]";
        }
    }

    /// `T[]`.
    record DynamicArray(AbiType element) implements AbiType {
        @Override
        public String toString() {
            return element + "[]";
        }
    }

    /// `(T1,T2,…)`, a struct in Solidity. Never empty: as array elements, empty tuples would let a few bytes claim
    /// any number of them.
    record Tuple(List<AbiType> components) implements AbiType {
        public Tuple {
            components = List.copyOf(components);
            if (components.isEmpty()) {
                throw new IllegalArgumentException("a tuple has at least one component");
            }
        }

        @Override
        public String toString() {
            return names(components);
        }
    }

    /// Whether the encoding's length depends on the value, which puts it into the tail, behind an offset.
    default boolean isDynamic() {
        return switch (this) {
            case Uint _, Bool _, Account _, FixedBytes _ -> false;
            case ByteString _, Text _, DynamicArray _ -> true;
            case FixedArray(var element, var _) -> element.isDynamic();
            case Tuple(var components) -> components.stream().anyMatch(AbiType::isDynamic);
        };
    }

    /// Bytes in the head: the value itself, or one word of offset.
    default int headSize() {
        if (isDynamic()) {
            return WORD;
        }
        return switch (this) {
            case Uint _, Bool _, Account _, FixedBytes _, ByteString _, Text _, DynamicArray _ -> WORD;
            case FixedArray(var element, var length) -> Math.multiplyExact(length, element.headSize());
            case Tuple(var components) -> headSize(components);
        };
    }

    static int headSize(List<AbiType> types) {
        return types.stream().mapToInt(AbiType::headSize).sum();
    }

    static String names(List<AbiType> types) {
        return types.stream().map(AbiType::toString).collect(Collectors.joining(",", "(", ")"));
    }
}
