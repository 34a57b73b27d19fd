// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.check;

/// The verdicts on a run of entries of one batch.
public final class VerifiedSlice {
    final SoundBatch of;
    final int from;
    private final SignatureVerdict[] verdicts;

    VerifiedSlice(SoundBatch of, int from, SignatureVerdict[] verdicts) {
        this.of = of;
        this.from = from;
        this.verdicts = verdicts;
    }

    /// Returns the index after the slice's last entry.
    int copyTo(SignatureVerdict[] all) {
        System.arraycopy(verdicts, 0, all, from, verdicts.length);
        return from + verdicts.length;
    }
}
