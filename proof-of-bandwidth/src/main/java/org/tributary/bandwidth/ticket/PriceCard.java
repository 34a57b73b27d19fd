// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.ticket;

import java.math.BigInteger;
import org.tributary.bandwidth.UsageKind;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;
import org.tributary.primitives.typed.TypedData;

/// `price` for every `perUnits` units: a rational unit price, so that one byte may cost less than the smallest unit.
public record PriceCard(UsageKind kind, Amount price, long perUnits) {
    public static final String TYPE_STRING = "PriceCard(uint8 kind,uint256 price,uint64 perUnits)";
    private static final Hash TYPE = TypedData.typeHash(TYPE_STRING);

    /// 10 tokens for 10^9 bytes. Protocol §8.
    public static final PriceCard DEFAULT = new PriceCard(UsageKind.BYTES, Amount.ofTokens(10), 1_000_000_000);

    public PriceCard {
        if (perUnits <= 0) {
            throw new IllegalArgumentException("a price is for at least one unit");
        }
    }

    /// What tickets and bills name the card by: EIP-712's hashStruct.
    public Hash hash() {
        return TypedData.struct(TYPE)
                .number(kind.code())
                .amount(price)
                .number(perUnits)
                .hash();
    }

    /// `units × price`, in smallest units times `perUnits`: exact.
    public BigInteger numerator(long units) {
        return price.units().multiply(BigInteger.valueOf(units));
    }

    /// What `units` cost on top of what was left over before: rounded down, with what is left over now. Protocol §7.8.
    ///
    /// @param remainder in smallest units times `perUnits`, below `perUnits`
    public Rated rate(long units, long remainder) {
        var owed = numerator(units).add(BigInteger.valueOf(remainder)).divideAndRemainder(BigInteger.valueOf(perUnits));
        return new Rated(owed[0], owed[1].longValueExact());
    }

    /// @param amount in smallest units; of hostile units it may be beyond the range of an [Amount]
    public record Rated(BigInteger amount, long remainder) {}

    /// The cost of `units`, rounded up; it may be beyond the range of an [Amount].
    public BigInteger ceiling(long units) {
        var divisor = BigInteger.valueOf(perUnits);
        return numerator(units).add(divisor).subtract(BigInteger.ONE).divide(divisor);
    }

    public void write(RlpListWriter list) {
        list.number(kind.code()).amount(price).number(perUnits);
    }

    public static PriceCard read(RlpListReader list) {
        return new PriceCard(UsageKind.of(list.smallNumber(Byte.MAX_VALUE)), list.amount(), list.number());
    }
}
