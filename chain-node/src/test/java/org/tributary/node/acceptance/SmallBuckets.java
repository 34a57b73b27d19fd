// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.acceptance;

import org.tributary.genesis.BucketRules;
import org.tributary.genesis.ChainSpec;
import org.tributary.genesis.MeteringLimits;
import org.tributary.genesis.ServiceChainSpec;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;

/// The devnet preset with buckets so small that a window is closed and paid within about two seconds.
///
/// What is late is late by minutes, though: a busy machine must not decide a test.
final class SmallBuckets {
    static final ChainName CDN = new ChainName("cdn");
    static final long BUCKET_MILLIS = 200;

    /// How far from its start a ticket may be opened, and how far ahead a receipt may be, in buckets.
    static final long ALLOWANCE = 50;

    static final BucketRules BUCKETS = new BucketRules(BUCKET_MILLIS, 5, 3, 600, 10, 2_000);
    private static final MeteringLimits LIMITS = new MeteringLimits(ALLOWANCE, 3_600, 1_000, 16 << 20, 10, 110);

    private SmallBuckets() {}

    static ChainSpec of(ChainSpec spec) {
        var chains = spec.serviceChains().stream()
                .map(chain -> new ServiceChainSpec(chain.name(), chain.kind(), BUCKETS, LIMITS))
                .toList();
        return new ChainSpec(spec.network(), spec.rules(), chains, spec.committees(), spec.allocations());
    }

    /// The bucket by the clock of whoever asks.
    static Bucket now() {
        return new Bucket(System.currentTimeMillis() / BUCKET_MILLIS);
    }
}
