// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.check;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.tributary.bandwidth.receipt.BatchTree;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.bandwidth.ticket.OpenedTicket;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;

/// A batch that its provider signed and whose receipts are those it signed. Only [BatchCheck] makes one.
public final class SoundBatch {
    private final SignedBatch batch;
    private final BatchTree tree;
    private final ReceiptCheck check;

    SoundBatch(SignedBatch batch, BatchTree tree, ReceiptCheck check) {
        this.batch = batch;
        this.tree = tree;
        this.check = check;
    }

    public SignedBatch batch() {
        return batch;
    }

    /// Verifies the signatures of the entries from `from` up to `to`, exclusive. Pure: slices may run
    /// on any threads.
    public VerifiedSlice verify(TicketLookup tickets, int from, int to) {
        var verdicts = new SignatureVerdict[to - from];
        // Only looked up, never iterated: a ticket's entries are many, and a look-up may decode it from state.
        var known = new HashMap<Hash, Optional<OpenedTicket>>();
        for (int i = from; i < to; i++) {
            var entry = batch.receipts().get(i);
            var ticket = known.computeIfAbsent(entry.receipt().ticket(), tickets::ticket);
            verdicts[i - from] = check.signature(entry, tree.receiptHash(i), ticket);
        }
        return new VerifiedSlice(this, from, verdicts);
    }

    /// Joins slices that follow each other and cover the batch.
    public VerifiedBatch join(List<VerifiedSlice> slices) {
        var verdicts = new SignatureVerdict[batch.receipts().size()];
        int next = 0;
        for (var slice : slices) {
            Invariant.check(slice.of == this && slice.from == next, "slices of one batch follow each other");
            next = slice.copyTo(verdicts);
        }
        Invariant.check(next == verdicts.length, "slices cover their batch");
        return new VerifiedBatch(batch, tree, verdicts);
    }

    /// Verifies all entries here and now.
    public VerifiedBatch verify(TicketLookup tickets) {
        return join(List.of(verify(tickets, 0, batch.receipts().size())));
    }
}
