// SPDX-License-Identifier: Apache-2.0
package org.tributary.genesis;

import java.util.List;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.UsageKind;

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

    private static UsageKind kind(String text) {
        for (var kind : UsageKind.values()) {
            if (kind.name().equals(text)) {
                return kind;
            }
        }
        throw new FieldRefused("kind", "must be one of " + List.of(UsageKind.values()) + ", is " + text);
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
                kind(source.text("kind")),
                source.object("buckets", BucketRules::read),
                source.object("limits", MeteringLimits::read));
    }
}
