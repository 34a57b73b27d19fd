// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.proof;

import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// What a rated scope owes one provider more than before: the only kind of row that pays. Protocol §8.
///
/// @param units of the provider since the scope last owed more
/// @param amount above 0
public record RatingRow(RatingKey key, Address provider, long units, Amount amount) {
    public RatingRow {
        if (units < 0) {
            throw new IllegalArgumentException("units are not negative");
        }
        if (amount.isZero()) {
            throw new IllegalArgumentException("a rating row owes something");
        }
    }

    public void write(RlpListWriter list) {
        key.write(list);
        list.address(provider).number(units).amount(amount);
    }

    public static RatingRow read(RlpListReader list) {
        return new RatingRow(RatingKey.read(list), list.address(), list.number(), list.amount());
    }
}
