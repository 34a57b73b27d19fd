// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.service;

import org.tributary.bandwidth.MeteringRules;
import org.tributary.genesis.ChainSpec;
import org.tributary.ledger.view.RetentionTerms;
import org.tributary.primitives.ChainName;

/// The chain spec's metering parameters, as metering takes them.
public final class ServiceRules {
    private ServiceRules() {}

    /// How long recalled cover stays, in buckets: hard acceptance, challenge time, and until a window that closed then
    /// has settled. Protocol §8.
    static long recallBuckets(ChainSpec spec, ChainName chain) {
        var buckets = spec.serviceChain(chain).buckets();
        return buckets.hardAcceptanceBuckets()
                + buckets.challengeBuckets()
                + buckets.windowBuckets()
                + buckets.softAcceptanceBuckets();
    }

    /// How long batches are kept.
    public static RetentionTerms retention(ChainSpec spec, ChainName chain) {
        var buckets = spec.serviceChain(chain).buckets();
        return new RetentionTerms(recallBuckets(spec, chain), buckets.retentionBuckets());
    }

    public static MeteringRules of(ChainSpec spec, ChainName chain) {
        var service = spec.serviceChain(chain);
        var buckets = service.buckets();
        var limits = service.limits();
        return new MeteringRules(
                service.kind(),
                buckets.bucketMillis(),
                buckets.windowBuckets(),
                buckets.softAcceptanceBuckets(),
                buckets.hardAcceptanceBuckets(),
                limits.openingAllowanceBuckets(),
                limits.maxTicketBuckets(),
                limits.maxReceiptsPerBatch());
    }
}
