// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.check;

import java.util.Optional;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.receipt.BatchTree;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.typed.Domain;

/// Verifies batches: first the whole (size, root, the provider's signature), then every entry, slice by slice.
public record BatchCheck(ChainName chain, MeteringRules rules, Domain domain) {
    /// Checks what is signed about the batch as a whole, once.
    public BatchVerdict begin(SignedBatch batch) {
        Optional<Rejection> refusal = refusal(batch);
        return refusal.isPresent()
                ? new BatchVerdict.Refused(refusal.get())
                : new BatchVerdict.Sound(new SoundBatch(batch, new ReceiptCheck(rules, domain)));
    }

    private Optional<Rejection> refusal(SignedBatch signed) {
        var batch = signed.batch();
        if (batch.count() > rules.maxReceiptsPerBatch()) {
            return Optional.of(Rejection.BATCH_TOO_LARGE);
        }
        if (!batch.chain().equals(chain)) {
            return Optional.of(Rejection.WRONG_CHAIN);
        }
        if (signed.receipts().size() != batch.count()) {
            return Optional.of(Rejection.BATCH_COUNT_MISMATCH);
        }
        if (!signed.isSignedByProvider(domain)) {
            return Optional.of(Rejection.BATCH_BAD_SIGNATURE);
        }
        return BatchTree.root(signed.receipts()).equals(batch.receiptsRoot())
                ? Optional.empty()
                : Optional.of(Rejection.BATCH_ROOT_MISMATCH);
    }
}
