// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.proof;

import java.util.Comparator;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.bandwidth.rating.BillingPeriod;
import org.tributary.bandwidth.rating.BillingProfile;
import org.tributary.bandwidth.rating.BillingScope;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// Whose usage is rated together, in one period. Protocol §8.
///
/// @param provider the zero address where the profile adds all providers up
/// @param period number of the day or month in the profile's calendar
public record RatingKey(Hash pool, Address provider, UsageKind kind, Hash profile, long period)
        implements Comparable<RatingKey> {
    private static final Comparator<RatingKey> ORDER = Comparator.comparing(RatingKey::pool)
            .thenComparing(RatingKey::provider)
            .thenComparingInt(key -> key.kind.code())
            .thenComparing(RatingKey::profile)
            .thenComparingLong(RatingKey::period);

    /// @param key of rows whose usage it rates
    public static RatingKey of(BillingKey key, BillingProfile profile, BillingPeriod period) {
        var provider = profile.scope() == BillingScope.PAYER ? Address.ZERO : key.provider();
        return new RatingKey(key.pool(), provider, key.kind(), key.profile(), period.number());
    }

    @Override
    public int compareTo(RatingKey other) {
        return ORDER.compare(this, other);
    }

    public Bytes encode() {
        return Rlp.list(this::write);
    }

    public void write(RlpListWriter list) {
        list.hash(pool).address(provider).number(kind.code()).hash(profile).number(period);
    }

    public static RatingKey read(RlpListReader list) {
        return new RatingKey(
                list.hash(),
                list.address(),
                UsageKind.of(list.smallNumber(Byte.MAX_VALUE)),
                list.hash(),
                list.number());
    }
}
