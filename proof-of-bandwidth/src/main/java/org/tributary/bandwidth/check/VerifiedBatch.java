// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.check;

import org.tributary.bandwidth.receipt.BatchTree;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.primitives.Hash;

/// A batch with the verdict on each entry's signature. Only [SoundBatch] makes one, so nobody can claim a verdict.
public final class VerifiedBatch {
    private final SignedBatch batch;
    private final Hash hash;
    private final BatchTree tree;
    private final SignatureVerdict[] verdicts;

    VerifiedBatch(SignedBatch batch, BatchTree tree, SignatureVerdict[] verdicts) {
        this.batch = batch;
        this.tree = tree;
        this.hash = batch.hash();
        this.verdicts = verdicts;
    }

    public SignedBatch batch() {
        return batch;
    }

    public Hash hash() {
        return hash;
    }

    /// hashStruct of the receipt at `index`.
    public Hash receiptHash(int index) {
        return tree.receiptHash(index);
    }

    public SignatureVerdict verdict(int index) {
        return verdicts[index];
    }

    /// How many entries have this verdict.
    public int count(SignatureVerdict verdict) {
        int count = 0;
        for (var each : verdicts) {
            if (each == verdict) {
                count++;
            }
        }
        return count;
    }

    /// Whether at least one entry may count: a member does not acknowledge a batch of which none can.
    public boolean mayCount() {
        return count(SignatureVerdict.FORGED) < verdicts.length;
    }
}
