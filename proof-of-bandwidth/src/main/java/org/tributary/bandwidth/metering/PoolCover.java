// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// A pool's part on this chain: escrowed = free + reserved + billed, always.
///
/// @param escrowed all that escrow notices gave
/// @param reserved for what open tickets may still cost, and for remainders that are carried
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

    PoolCover reserve(Amount amount) {
        return new PoolCover(owner, escrowed, reserved.plus(amount), billed, minEpoch);
    }

    PoolCover release(Amount amount) {
        return new PoolCover(owner, escrowed, reserved.minus(amount), billed, minEpoch);
    }

    PoolCover bill(Amount amount) {
        return new PoolCover(owner, escrowed, reserved.minus(amount), billed.plus(amount), minEpoch);
    }

    void write(RlpListWriter list) {
        list.address(owner).amount(escrowed).amount(reserved).amount(billed).number(minEpoch);
    }

    static PoolCover read(RlpListReader list) {
        return new PoolCover(list.address(), list.amount(), list.amount(), list.amount(), list.number());
    }
}
