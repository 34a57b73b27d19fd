// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.bill;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tributary.bandwidth.check.SignatureVerdict;
import org.tributary.bandwidth.check.VerifiedBatch;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.ledger.view.MeteringView;
import org.tributary.primitives.Hash;

/// The signed receipts of one window's batches, by hash: all in memory while their window is exported. Only looked up
/// in, never walked.
final class WindowReceipts {
    private final MeteringView metering;
    private final Map<Hash, SignedReceipt> receipts = new HashMap<>();

    WindowReceipts(MeteringView metering) {
        this.metering = metering;
    }

    Optional<SignedReceipt> receipt(Hash hash) {
        return Optional.ofNullable(receipts.get(hash));
    }

    /// One receipt may stand in several batches, and in some of them with a forged signature.
    void add(VerifiedBatch batch) {
        var entries = batch.batch().receipts();
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            if (batch.verdict(i) == SignatureVerdict.VALID
                    || (batch.verdict(i) == SignatureVerdict.TICKET_UNKNOWN && isSigned(entry))) {
                receipts.put(entry.receipt().hash(), entry);
            }
        }
    }

    private boolean isSigned(SignedReceipt entry) {
        return metering.opening(entry.receipt().ticket())
                .filter(opening -> entry.isSignedBy(opening.ticket().ticket().client(), metering.domain()))
                .isPresent();
    }
}
