// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.proof;

import java.util.Comparator;
import org.apache.tuweni.bytes.Bytes;
import org.tributary.primitives.Address;
import org.tributary.primitives.Hash;
import org.tributary.primitives.UsageKind;
import org.tributary.primitives.codec.Rlp;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// Who owes whom, for what, at which price: receipts that agree in this share one row. Protocol §7.6.
public record BillingKey(Hash pool, Address provider, UsageKind kind, Hash profile) implements Comparable<BillingKey> {
    private static final Comparator<BillingKey> ORDER = Comparator.comparing(BillingKey::pool)
            .thenComparing(BillingKey::provider)
            .thenComparingInt(key -> key.kind.code())
            .thenComparing(BillingKey::profile);

    @Override
    public int compareTo(BillingKey other) {
        return ORDER.compare(this, other);
    }

    public Bytes encode() {
        return Rlp.list(this::write);
    }

    public void write(RlpListWriter list) {
        list.hash(pool).address(provider).number(kind.code()).hash(profile);
    }

    public static BillingKey read(RlpListReader list) {
        return new BillingKey(list.hash(), list.address(), UsageKind.of(list.smallNumber(Byte.MAX_VALUE)), list.hash());
    }
}
