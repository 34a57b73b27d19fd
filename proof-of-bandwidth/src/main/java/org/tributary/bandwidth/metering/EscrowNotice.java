// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Hash;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// Main's message that a pool gave this chain more cover. Protocol §5.
///
/// @param owner the account whose capabilities count from now on
/// @param amount how much the cover rises
/// @param minEpoch capabilities of a lower epoch are revoked; it never falls
public record EscrowNotice(Hash pool, Address owner, Amount amount, long minEpoch) {
    public EscrowNotice {
        if (minEpoch < 0) {
            throw new IllegalArgumentException("an epoch is not negative");
        }
    }

    public void write(RlpListWriter list) {
        list.hash(pool).address(owner).amount(amount).number(minEpoch);
    }

    public static EscrowNotice read(RlpListReader list) {
        return new EscrowNotice(list.hash(), list.address(), list.amount(), list.number());
    }
}
