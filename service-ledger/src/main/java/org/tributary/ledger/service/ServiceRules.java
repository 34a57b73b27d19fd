// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.service;

import org.tributary.bandwidth.MeteringRules;
import org.tributary.genesis.ChainSpec;
import org.tributary.primitives.ChainName;

/// The chain spec's metering parameters, as metering takes them.
public final class ServiceRules {
    private ServiceRules() {}

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
