// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// A pool's part on this chain: escrowed = free + leaving + reserved + billed, always.
///
/// @param escrowed all that escrow notices gave, less what was released
/// @param reserved for what open periods may still cost
/// @param billed all that rating rows took
/// @param recalled what the owner wants back and has not got yet; it may be more than is unreserved
public record PoolCover(
        Address owner, Amount escrowed, Amount reserved, Amount billed, Amount recalled, long minEpoch) {
    /// A pool that has no cover yet.
    static PoolCover none(Address owner) {
        return new PoolCover(owner, Amount.ZERO, Amount.ZERO, Amount.ZERO, Amount.ZERO, 0);
    }

    /// What openings may still reserve.
    public Amount free() {
        return unreserved().minus(leaving());
    }

    /// What waits to be released: no opening may reserve it.
    public Amount leaving() {
        return unreserved().min(recalled);
    }

    /// A negative one is our own mistake and throws.
    private Amount unreserved() {
        return escrowed.minus(reserved).minus(billed);
    }

    PoolCover raised(EscrowNotice notice) {
        return new PoolCover(
                notice.owner(),
                escrowed.plus(notice.amount()),
                reserved,
                billed,
                recalled,
                Math.max(minEpoch, notice.minEpoch()));
    }

    /// A scope has another amount reserved than before, and more billed.
    PoolCover rated(Amount reservedBefore, Amount reservedNow, Amount billedMore) {
        var rated = new PoolCover(
                owner,
                escrowed,
                reserved.minus(reservedBefore).plus(reservedNow),
                billed.plus(billedMore),
                recalled,
                minEpoch);
        Invariant.check(
                !escrowed.isLessThan(rated.reserved.plus(rated.billed)), "what is billed or reserved is covered");
        return rated;
    }

    PoolCover recalled(Amount more) {
        return new PoolCover(owner, escrowed, reserved, billed, recalled.plus(more), minEpoch);
    }

    PoolCover released(Released back) {
        return new PoolCover(
                owner,
                escrowed.minus(back.amount()),
                reserved,
                billed,
                recalled.minus(back.amount()).minus(back.lapsed()),
                minEpoch);
    }

    void write(RlpListWriter list) {
        list.address(owner)
                .amount(escrowed)
                .amount(reserved)
                .amount(billed)
                .amount(recalled)
                .number(minEpoch);
    }

    static PoolCover read(RlpListReader list) {
        return new PoolCover(list.address(), list.amount(), list.amount(), list.amount(), list.amount(), list.number());
    }
}
