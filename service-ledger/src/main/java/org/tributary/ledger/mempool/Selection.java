// SPDX-License-Identifier: Apache-2.0
package org.tributary.ledger.mempool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.tributary.ledger.transaction.VerifiedTransaction;

/// Picks transactions for a block: across accounts in order of arrival, since the price is flat; within an account in
/// order of nonces. A merge of the lanes that touches only what it takes, and what did not fit.
final class Selection {
    private record Candidate(Lane lane, Pooled pooled) {}

    private final Iterator<Lane> heads;
    /// Successors of transactions already taken, and the next head.
    private final PriorityQueue<Candidate> candidates = new PriorityQueue<>(
            Comparator.comparingLong(candidate -> candidate.pooled().arrival()));

    private long gasLeft;
    private long bytesLeft;
    private final List<VerifiedTransaction> taken = new ArrayList<>();

    /// @param heads lanes that have something to execute, in the order in which their first of it arrived
    Selection(Iterable<Lane> heads, long gasLimit, long maxBytes) {
        this.heads = heads.iterator();
        this.gasLeft = gasLimit;
        this.bytesLeft = maxBytes;
        offerNextHead();
    }

    List<VerifiedTransaction> upTo(int maxCount) {
        while (taken.size() < maxCount
                && !candidates.isEmpty()
                && gasLeft >= VerifiedTransaction.BASE_GAS
                && bytesLeft > 0) {
            var candidate = candidates.remove();
            if (isHead(candidate)) {
                offerNextHead();
            }
            take(candidate);
        }
        return List.copyOf(taken);
    }

    /// One that does not fit ends its lane for this block, not the block: smaller ones behind it may go ahead. It comes
    /// earlier in the next block, so it does not starve.
    private void take(Candidate candidate) {
        var pooled = candidate.pooled();
        if (pooled.gasLimit() > gasLeft || pooled.size() > bytesLeft) {
            return;
        }
        gasLeft -= pooled.gasLimit();
        bytesLeft -= pooled.size();
        taken.add(pooled.verified());
        candidate.lane().after(pooled).ifPresent(next -> candidates.add(new Candidate(candidate.lane(), next)));
    }

    private static boolean isHead(Candidate candidate) {
        return candidate.lane().head().filter(candidate.pooled()::equals).isPresent();
    }

    /// The queue always holds the next head, so that its first element is the next arrival of all.
    private void offerNextHead() {
        if (heads.hasNext()) {
            var lane = heads.next();
            lane.head().ifPresent(head -> candidates.add(new Candidate(lane, head)));
        }
    }
}
