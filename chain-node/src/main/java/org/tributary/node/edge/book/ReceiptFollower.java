// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.book;

import java.util.OptionalLong;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.node.edge.network.ProofDesk;
import org.tributary.primitives.Bucket;

/// Asks the nodes what became of certified receipts: which window counted each, or that none did.
public final class ReceiptFollower {
    /// Of one look: a proof costs the node some work.
    private static final int MOST_AT_ONCE = 50;

    private final ProofDesk desk;
    private final MeteringRules rules;
    private final ReceiptBook book;
    private long after = -1;

    public ReceiptFollower(ProofDesk desk, MeteringRules rules, ReceiptBook book) {
        this.desk = desk;
        this.rules = rules;
        this.book = book;
    }

    /// Asks for some of those whose window should be closed by now; goes on with the others next time.
    ///
    /// @throws io.grpc.StatusRuntimeException where no node answers
    public void look(Bucket now) {
        var some = book.certified(after, MOST_AT_ONCE);
        for (var entry : some.entrySet()) {
            after = entry.getKey();
            if (isDue(entry.getValue(), now)) {
                decide(entry.getKey(), entry.getValue(), now);
            }
        }
        if (some.size() < MOST_AT_ONCE) {
            after = -1;
        }
    }

    private boolean isDue(SignedReceipt signed, Bucket now) {
        var last = rules.lastBucket(rules.window(signed.receipt().bucket()));
        return now.number() - last.number() > rules.softAcceptanceBuckets();
    }

    private void decide(long number, SignedReceipt signed, Bucket now) {
        var receipt = signed.receipt();
        var window = desk.window(receipt.hash(), OptionalLong.of(rules.window(receipt.bucket())));
        if (window.isEmpty()) {
            window = desk.window(receipt.hash(), OptionalLong.empty());
        }
        if (window.isPresent()) {
            book.decided(number, new Fate.Counted(window.getAsLong()));
        } else if (now.isAfter(rules.acceptanceEnd(receipt.bucket()).plus(2 * rules.windowBuckets()))) {
            // Another receipt of the ticket says the same or more, or a cap left nothing of it.
            book.decided(number, new Fate.Rejected("ADDS_NOTHING"));
        }
    }
}
