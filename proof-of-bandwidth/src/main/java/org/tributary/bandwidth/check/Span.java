// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.check;

import java.util.Optional;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.receipt.ReceiptBatch;
import org.tributary.primitives.Bucket;

/// The buckets of a batch that acceptance leaves to it, given when it arrived.
public record Span(Bucket from, Bucket to) {
    /// May be empty (`to` before `from`); [#refusal] says why.
    public static Span of(ReceiptBatch batch, Bucket arrival, MeteringRules rules) {
        long oldest = Math.max(0, arrival.number() - rules.hardAcceptanceBuckets());
        // An arrival is only as good as its certificate, which may not be verified yet: no overflow here.
        long allowance = Math.min(rules.openingAllowanceBuckets(), Long.MAX_VALUE - arrival.number());
        long newest = arrival.number() + allowance;
        return new Span(
                new Bucket(Math.max(batch.first().number(), oldest)),
                new Bucket(Math.min(batch.last().number(), newest)));
    }

    public Optional<Rejection> refusal() {
        if (!to.isBefore(from)) {
            return Optional.empty();
        }
        return Optional.of(Rejection.NO_VALID_ENTRY);
    }

    /// Where an entry's verdict falls due: its own bucket, or the nearest of the span where it lies outside.
    public Bucket due(Bucket bucket) {
        if (bucket.isBefore(from)) {
            return from;
        }
        return bucket.isAfter(to) ? to : bucket;
    }
}
