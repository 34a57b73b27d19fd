// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.proof;

import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.rating.Part;
import org.tributary.bandwidth.rating.Rated;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// What a rated scope owes one provider more than before: the only kind of row that pays. Protocol §8.
///
/// @param units of the provider since the scope last owed more
/// @param amount above 0
/// @param closes the bucket after which nothing of the scope is taken, where samples are ranked: what is
///     held back waits for it; else 0
public record RatingRow(RatingKey key, Address provider, long units, Amount amount, Bucket closes) {
    public RatingRow {
        if (units < 0) {
            throw new IllegalArgumentException("units are not negative");
        }
        if (amount.isZero()) {
            throw new IllegalArgumentException("a rating row owes something");
        }
    }

    /// One provider's part of what `rated` owes more.
    public static RatingRow of(RatingKey key, Rated rated, Part part, MeteringRules rules) {
        var closes = rated.isRanked() ? rules.acceptanceEnd(rated.last()) : new Bucket(0);
        return new RatingRow(key, part.provider(), part.units(), part.amount(), closes);
    }

    public void write(RlpListWriter list) {
        key.write(list);
        list.address(provider).number(units).amount(amount).bucket(closes);
    }

    public static RatingRow read(RlpListReader list) {
        return new RatingRow(RatingKey.read(list), list.address(), list.number(), list.amount(), list.bucket());
    }
}
