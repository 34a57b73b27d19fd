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
        if (refusal.isPresent()) {
            return new BatchVerdict.Refused(refusal.get());
        }
        var tree = BatchTree.of(batch.receipts());
        return tree.root().equals(batch.batch().receiptsRoot())
                ? new BatchVerdict.Sound(new SoundBatch(batch, tree, new ReceiptCheck(rules, domain)))
                : new BatchVerdict.Refused(Rejection.BATCH_ROOT_MISMATCH);
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
        return signed.isSignedByProvider(domain) ? Optional.empty() : Optional.of(Rejection.BATCH_BAD_SIGNATURE);
    }
}
