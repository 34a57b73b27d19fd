// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.abi;

import java.math.BigInteger;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;

/// A value that goes through the ABI. Which type it goes as is the signature's to say: a number fits every `uint` that
/// is wide enough, a byte string `bytes` and the `bytesN` of its length, a sequence arrays and tuples.
public sealed interface AbiValue {
    record Uint(BigInteger number) implements AbiValue {
        public Uint {
            if (number.signum() < 0) {
                throw new IllegalArgumentException("numbers here are unsigned");
            }
        }
    }

    record Bool(boolean flag) implements AbiValue {}

    record Account(Address address) implements AbiValue {}

    record ByteString(Bytes bytes) implements AbiValue {}

    record Text(String text) implements AbiValue {}

    /// An array or a tuple.
    record Sequence(List<AbiValue> values) implements AbiValue {
        public Sequence {
            values = List.copyOf(values);
        }
    }

    static AbiValue of(BigInteger number) {
        return new Uint(number);
    }

    static AbiValue of(long number) {
        return new Uint(BigInteger.valueOf(number));
    }

    static AbiValue of(Amount amount) {
        return new Uint(amount.units());
    }

    static AbiValue of(boolean flag) {
        return new Bool(flag);
    }

    static AbiValue of(Address address) {
        return new Account(address);
    }

    static AbiValue of(Hash hash) {
        return new ByteString(hash.bytes());
    }

    static AbiValue of(Bytes bytes) {
        return new ByteString(bytes);
    }

    static AbiValue of(String text) {
        return new Text(text);
    }

    static AbiValue array(List<AbiValue> elements) {
        return new Sequence(elements);
    }

    static AbiValue tuple(AbiValue... components) {
        return new Sequence(List.of(components));
    }
}
