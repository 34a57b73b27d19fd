// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// A pool's part on this chain: escrowed = free + reserved + billed, always.
///
/// @param escrowed all that escrow notices gave
/// @param reserved for what open periods may still cost
/// @param billed all that rating rows took
public record PoolCover(Address owner, Amount escrowed, Amount reserved, Amount billed, long minEpoch) {
    /// What openings may still reserve. A negative one is our own mistake and throws.
    public Amount free() {
        return escrowed.minus(reserved).minus(billed);
    }

    PoolCover raised(EscrowNotice notice) {
        return new PoolCover(
                notice.owner(),
                escrowed.plus(notice.amount()),
                reserved,
                billed,
                Math.max(minEpoch, notice.minEpoch()));
    }

    /// A scope has another amount reserved than before, and more billed.
    PoolCover rated(Amount reservedBefore, Amount reservedNow, Amount billedMore) {
        var rated = new PoolCover(
                owner, escrowed, reserved.minus(reservedBefore).plus(reservedNow), billed.plus(billedMore), minEpoch);
        Invariant.check(
                !escrowed.isLessThan(rated.reserved.plus(rated.billed)), "what is billed or reserved is covered");
        return rated;
    }

    void write(RlpListWriter list) {
        list.address(owner).amount(escrowed).amount(reserved).amount(billed).number(minEpoch);
    }

    static PoolCover read(RlpListReader list) {
        return new PoolCover(list.address(), list.amount(), list.amount(), list.amount(), list.number());
    }
}
