// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.Optional;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.check.Span;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.typed.Domain;

/// Whether a block may order a certified batch now. Protocol §7.3.
record OrderCheck(MeteringState state, ChainName chain, MeteringRules rules, Domain domain, Committee committee) {
    Optional<Rejection> refusal(BatchCertificate certificate, Bucket now) {
        var batch = certificate.batch();
        if (batch.count() > rules.maxReceiptsPerBatch()) {
            return Optional.of(Rejection.BATCH_TOO_LARGE);
        }
        if (!batch.chain().equals(chain)) {
            return Optional.of(Rejection.WRONG_CHAIN);
        }
        return time(certificate, now)
                .or(() -> state.ordered.contains(MeteringState.key(batch.last(), batch.hash()))
                        ? Optional.of(Rejection.BATCH_ALREADY_ORDERED)
                        : Optional.empty())
                .or(() -> certificate.verify(domain, committee).accepted()
                        ? Optional.empty()
                        : Optional.of(Rejection.BAD_CERTIFICATE));
    }

    /// A certificate that waited past acceptance is refused, so that the memory of ordered batches stays bounded.
    private Optional<Rejection> time(BatchCertificate certificate, Bucket now) {
        var arrival = certificate.arrival();
        if (now.number() - arrival.number() > rules.hardAcceptanceBuckets()) {
            return Optional.of(Rejection.TOO_LATE);
        }
        if (arrival.number() - now.number() > rules.openingAllowanceBuckets()) {
            return Optional.of(Rejection.FROM_THE_FUTURE);
        }
        return Span.of(certificate.batch(), arrival, rules).refusal();
    }
}
