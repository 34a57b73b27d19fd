// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.contract;

import java.util.List;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.ServiceChainSpec;
import org.tributary.ledger.abi.AbiValue;
import org.tributary.ledger.abi.Event;
import org.tributary.ledger.execution.Reserved;
import org.tributary.primitives.Address;
import org.tributary.primitives.Amount;

/// What a pool's owner does with lanes: an amount guaranteed to one provider, which the owner takes back only after
/// whatever was served in its trust has settled. Protocol §8.
final class PoolLanes {
    static final Event GUARANTEED =
            Event.of("LaneGuaranteed(bytes32 indexed pool,address indexed provider,uint256 amount)");
    static final Event ENDS = Event.of("LaneEnds(bytes32 indexed pool,address indexed provider,uint64 fromMillis)");
    static final Event ENDED = Event.of("LaneEnded(bytes32 indexed pool,address indexed provider,uint256 amount)");

    private PoolLanes() {}

    static Result guarantee(Pool pool, Address provider, Amount amount) {
        if (amount.isZero() || pool.free().isLessThan(amount)) {
            return Result.revert("guarantee at least 1 and at most " + pool.free() + ", which the pool has free");
        }
        pool.guarantee(provider, amount);
        return Result.done(Logs.log(
                Reserved.POOLS, GUARANTEED, AbiValue.of(pool.id()), AbiValue.of(provider), AbiValue.of(amount)));
    }

    static Result end(ChainSpec spec, Pool pool, Address provider, long nowMillis) {
        var lane = pool.lane(provider);
        if (lane.amount().isZero()) {
            return Result.revert("the provider has no lane in this pool");
        }
        if (lane.endsMillis() != 0) {
            return Result.revert("the lane ends already; take it back from " + lane.endsMillis() + " on");
        }
        lane.ends(nowMillis + delayMillis(spec.serviceChains()));
        return Result.done(Logs.log(
                Reserved.POOLS, ENDS, AbiValue.of(pool.id()), AbiValue.of(provider), AbiValue.of(lane.endsMillis())));
    }

    static Result take(Pool pool, Address provider, long nowMillis) {
        var lane = pool.lane(provider);
        if (lane.endsMillis() == 0) {
            return Result.revert("end the lane first");
        }
        if (nowMillis < lane.endsMillis()) {
            return Result.revert("the lane is the provider's until " + lane.endsMillis());
        }
        lane.ends(0);
        var amount = pool.endLane(provider);
        return Result.done(
                Logs.log(Reserved.POOLS, ENDED, AbiValue.of(pool.id()), AbiValue.of(provider), AbiValue.of(amount)));
    }

    /// Until a ticket that is opened now has been used, accepted, challenged and settled, on the slowest chain.
    static long delayMillis(List<ServiceChainSpec> chains) {
        return chains.stream().mapToLong(PoolLanes::delayMillis).max().orElse(0);
    }

    private static long delayMillis(ServiceChainSpec chain) {
        var buckets = chain.buckets();
        long count = chain.limits().maxTicketBuckets()
                + buckets.hardAcceptanceBuckets()
                + buckets.challengeBuckets()
                + buckets.windowBuckets()
                + buckets.softAcceptanceBuckets();
        return Math.multiplyExact(count, buckets.bucketMillis());
    }
}
