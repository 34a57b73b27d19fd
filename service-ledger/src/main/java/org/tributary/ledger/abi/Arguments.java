// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.abi;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;

/// Decoded values by position, from 0. To ask for what the signature does not have there is a mistake of ours, and
/// halts.
public record Arguments(List<AbiValue> values) {
    public Arguments {
        values = List.copyOf(values);
    }

    public int size() {
        return values.size();
    }

    public BigInteger number(int position) {
        if (at(position) instanceof AbiValue.Uint(var number)) {
            return number;
        }
        throw isNo(position, "number");
    }

    /// The number as money; nothing where it is above every amount there can be.
    public Optional<Amount> amount(int position) {
        var number = number(position);
        return number.bitLength() > Amount.MAX_BITS ? Optional.empty() : Optional.of(new Amount(number));
    }

    /// Of a `uint8` … `uint56`, whose values all fit.
    public long smallNumber(int position) {
        var number = number(position);
        Invariant.check(number.bitLength() < Long.SIZE, "argument " + position + " is a small number");
        return number.longValueExact();
    }

    public boolean flag(int position) {
        if (at(position) instanceof AbiValue.Bool(var flag)) {
            return flag;
        }
        throw isNo(position, "flag");
    }

    public Address address(int position) {
        if (at(position) instanceof AbiValue.Account(var address)) {
            return address;
        }
        throw isNo(position, "address");
    }

    /// Of `bytes` or `bytesN`.
    public Bytes bytes(int position) {
        if (at(position) instanceof AbiValue.ByteString(var bytes)) {
            return bytes;
        }
        throw isNo(position, "byte string");
    }

    /// Of `bytes32`.
    public Hash hash(int position) {
        return Hash.of(bytes(position));
    }

    public String text(int position) {
        if (at(position) instanceof AbiValue.Text(var text)) {
            return text;
        }
        throw isNo(position, "string");
    }

    /// The elements of an array, or the components of a tuple.
    public Arguments sequence(int position) {
        if (at(position) instanceof AbiValue.Sequence(var elements)) {
            return new Arguments(elements);
        }
        throw isNo(position, "sequence");
    }

    private AbiValue at(int position) {
        Invariant.check(position < values.size(), "there is an argument " + position);
        return values.get(position);
    }

    private static Invariant.Broken isNo(int position, String kind) {
        return new Invariant.Broken("argument " + position + " is a " + kind);
    }
}
