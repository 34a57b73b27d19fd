// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import org.tributary.genesis.BucketRules;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.MeteringLimits;
import org.tributary.genesis.ServiceChainSpec;

/// How the service chains of a demo's network slice time.
public record DemoRules(BucketRules buckets, MeteringLimits limits) {
    private static final int MAX_BATCH = 50_000;
    private static final int MAX_BATCH_BYTES = 16 << 20;
    private static final int MAX_UNORDERED = 10;
    private static final int CAPACITY_PERCENT = 110;

    /// Real traffic, in buckets of one second and windows of five.
    public static final DemoRules LIVE = new DemoRules(new BucketRules(1_000, 5, 2, 20, 60, 86_400), limits(2, 3_600));

    /// A replayed log: a bucket of 200 ms stands for 300 s, so 288 are a day. Openings have 5 s before and after
    /// a ticket's start, and receipts 4 s after a window of 10 s: thousands of tickets open on a busy machine.
    public static final DemoRules REPLAY =
            new DemoRules(new BucketRules(200, 50, 20, 200, 300, 432_000), limits(25, TracePlan.BUCKETS_PER_DAY));

    /// The preset with these rules for its service chains, and nothing else changed.
    public ChainSpec adapt(ChainSpec preset) {
        var chains = preset.serviceChains().stream()
                .map(chain -> new ServiceChainSpec(chain.name(), chain.kind(), buckets, limits))
                .toList();
        return new ChainSpec(preset.network(), preset.rules(), chains, preset.committees(), preset.allocations());
    }

    private static MeteringLimits limits(long openingAllowance, long maxTicket) {
        return new MeteringLimits(
                openingAllowance, maxTicket, MAX_BATCH, MAX_BATCH_BYTES, MAX_UNORDERED, CAPACITY_PERCENT);
    }
}
