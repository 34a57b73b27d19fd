// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.transaction;

import java.math.BigInteger;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// What a transaction does: value and input for one receiver.
///
/// @param to nothing for a contract creation
/// @param value in the smallest unit, at most 2^256 − 1, as the wire has it; no balance reaches so far
public record Call(Optional<Address> to, BigInteger value, Bytes input) {
    public Call {
        Word.check("value", value);
    }

    public static Call transfer(Address to, Amount value) {
        return new Call(Optional.of(to), value.units(), Bytes.EMPTY);
    }

    public static Call of(Address to, Amount value, Bytes input) {
        return new Call(Optional.of(to), value.units(), input);
    }

    void write(RlpListWriter list) {
        list.bytes(to.map(Address::bytes).orElse(Bytes.EMPTY)).number(value).bytes(input);
    }

    static Call read(RlpListReader list) {
        var to = list.bytes(Address.SIZE);
        return new Call(
                to.isEmpty() ? Optional.empty() : Optional.of(new Address(to)),
                list.bigNumber(Word.SIZE),
                list.bytes(SignedTransaction.MAX_SIZE));
    }
}
