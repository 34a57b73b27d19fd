// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import org.tributary.primitives.ChainName;

/// One service chain that exists from genesis on, such as `cdn`.
public record ServiceChainSpec(ChainName name, UsageKind kind, BucketRules buckets, MeteringLimits limits) {
    public ServiceChainSpec {
        Fields.require(
                !name.equals(ChainName.MAIN) && !name.text().startsWith("shard-"),
                "name",
                name + " is not the name of a service chain");
        Fields.require(
                limits.openingAllowanceBuckets() <= limits.maxTicketBuckets(),
                "limits.openingAllowanceBuckets",
                "must not exceed maxTicketBuckets");
    }

    void write(FieldSink sink) {
        sink.text("name", name.text())
                .text("kind", kind.name())
                .object("buckets", buckets::write)
                .object("limits", limits::write);
    }

    static ServiceChainSpec read(FieldSource source) {
        return new ServiceChainSpec(
                Committees.chainName("name", source.text("name")),
                UsageKind.parse("kind", source.text("kind")),
                source.object("buckets", BucketRules::read),
                source.object("limits", MeteringLimits::read));
    }
}
