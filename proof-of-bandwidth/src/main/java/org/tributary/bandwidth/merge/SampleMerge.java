// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Hash;

/// Samples are ranked: the sample of a bucket is what its closing total lies above that of the bucket
/// before, where both are known, and nothing else. So whoever leaves closing receipts out, or brings
/// them late, never raises a sample. Protocol §7.5.
final class SampleMerge implements TicketMerge {
    private final SessionTicket ticket;
    private final TicketUsage before;
    /// Closing totals, by bucket.
    private final TreeMap<Long, Long> known;
    /// The receipts that closed buckets in this window.
    private final TreeMap<Long, Hash> closed = new TreeMap<>();

    SampleMerge(SessionTicket ticket, TicketUsage before) {
        this.ticket = ticket;
        this.before = before;
        this.known = new TreeMap<>(before.byBucket());
    }

    @Override
    public Optional<Rejection> known(long bucket, long total, boolean closing) {
        if (!closing) {
            return Optional.of(Rejection.NOT_CLOSING);
        }
        return before.byBucket().containsKey(bucket) ? Optional.of(Rejection.REPLAYED) : Optional.empty();
    }

    /// A total above that of a later bucket is the client's contradiction, and is taken for the later
    /// one's.
    @Override
    public Optional<Rejection> add(long bucket, long total, Hash receipt) {
        if (known.containsKey(bucket)) {
            return Optional.of(Rejection.REPLAYED);
        }
        var earlier = known.lowerEntry(bucket);
        if (earlier != null && total < earlier.getValue()) {
            return Optional.of(Rejection.COUNTER_FELL);
        }
        var later = known.higherEntry(bucket);
        known.put(bucket, later == null ? total : Math.min(total, later.getValue()));
        closed.put(bucket, receipt);
        return Optional.empty();
    }

    @Override
    public List<LeafDraft> leaves() {
        var leaves = new ArrayList<LeafDraft>();
        closed.forEach((bucket, receipt) -> {
            leaves.add(leaf(bucket, receipt));
            if (known.containsKey(bucket + 1) && !closed.containsKey(bucket + 1)) {
                leaves.add(leaf(bucket + 1, receipt));
            }
        });
        return leaves;
    }

    /// @param receipt that completed the sample: of its own bucket, or of the one before
    private LeafDraft leaf(long bucket, Hash receipt) {
        long total = known.getOrDefault(bucket, 0L);
        var earlier = bucket == ticket.start().number() ? Long.valueOf(0) : totalOf(bucket - 1);
        long from = earlier == null ? total : earlier;
        return new LeafDraft(bucket, from, total, Math.min(total - from, ticket.maxUnitsPerBucket()), receipt);
    }

    private @Nullable Long totalOf(long bucket) {
        return known.get(bucket);
    }

    @Override
    public TicketUsage after() {
        return closed.isEmpty() ? before : new TicketUsage(known.lastEntry().getValue(), before.used(), known);
    }
}
