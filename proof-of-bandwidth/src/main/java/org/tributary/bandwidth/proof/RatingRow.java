// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.proof;

import org.tributary.primitives.Amount;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// What one billing key owes for one window: the only kind of row that pays. Protocol §8.
///
/// @param amount rounded down; the remainder is carried to the key's next row
public record RatingRow(BillingKey key, long units, Amount amount) {
    public RatingRow {
        if (units < 0) {
            throw new IllegalArgumentException("units are not negative");
        }
    }

    public void write(RlpListWriter list) {
        key.write(list);
        list.number(units).amount(amount);
    }

    public static RatingRow read(RlpListReader list) {
        return new RatingRow(BillingKey.read(list), list.number(), list.amount());
    }
}
