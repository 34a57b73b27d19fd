// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.book;

import java.util.ArrayList;
import java.util.List;
import org.tributary.rpc.v1.BatchCertificate;
import org.tributary.rpc.v1.Refusal;

/// What became of a provider's batches, as the network answered.
public final class SubmissionLog {
    /// The reasons of the rest are in the windows; this is for people.
    private static final int MAX_REASONS = 100;

    private final List<String> reasons = new ArrayList<>();
    private long certifiedReceipts;
    private long refusedReceipts;
    private long batches;

    synchronized void certified(int receipts, BatchCertificate certificate) {
        batches++;
        certifiedReceipts += receipts;
        for (var rejection : certificate.getRejectionsList()) {
            note("entry " + rejection.getIndex() + ": " + rejection.getCode() + ", " + rejection.getMessage());
        }
    }

    synchronized void refused(int receipts, Refusal refusal) {
        refusedReceipts += receipts;
        note(receipts + " receipts: " + refusal.getCode() + ", " + refusal.getMessage());
    }

    /// Each of these shows in a window: accepted, or rejected with a reason.
    public synchronized long certifiedReceipts() {
        return certifiedReceipts;
    }

    /// In batches that were refused as a whole.
    public synchronized long refusedReceipts() {
        return refusedReceipts;
    }

    public synchronized long batches() {
        return batches;
    }

    public synchronized List<String> reasons() {
        return List.copyOf(reasons);
    }

    private void note(String reason) {
        if (reasons.size() < MAX_REASONS) {
            reasons.add(reason);
        }
    }
}
