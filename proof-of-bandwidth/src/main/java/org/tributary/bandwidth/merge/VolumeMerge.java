// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.ticket.SessionTicket;
import org.tributary.primitives.Hash;

/// Units are added up: a receipt counts what its total lies above the running maximum. Protocol §7.4,
/// §7.5.
final class VolumeMerge implements TicketMerge {
    private final SessionTicket ticket;
    private final TicketUsage before;
    private final List<LeafDraft> leaves = new ArrayList<>();
    private long watermark;
    private long last;
    /// What the ticket's cap takes for counted in `last`.
    private long inLast;

    VolumeMerge(SessionTicket ticket, TicketUsage before) {
        this.ticket = ticket;
        this.before = before;
        this.watermark = before.watermark();
        this.last = before.byBucket().isEmpty()
                ? ticket.start().number() - 1
                : before.byBucket().lastKey();
        this.inLast = before.byBucket().getOrDefault(last, ticket.maxUnitsPerBucket());
    }

    @Override
    public Optional<Rejection> known(long bucket, long total, boolean closing) {
        return refusal(bucket, total);
    }

    @Override
    public Optional<Rejection> add(long bucket, long total, Hash receipt) {
        var refusal = refusal(bucket, total);
        if (refusal.isEmpty()) {
            long units = Math.min(Math.min(total, ticket.maxUnits()) - watermark, take(bucket, total));
            leaves.add(new LeafDraft(bucket, watermark, total, units, receipt));
            watermark = total;
        }
        return refusal;
    }

    private Optional<Rejection> refusal(long bucket, long total) {
        if (total <= watermark) {
            return Optional.of(Rejection.REPLAYED);
        }
        if (bucket < last) {
            return Optional.of(Rejection.COUNTER_FELL);
        }
        return watermark >= ticket.maxUnits() ? Optional.of(Rejection.OVER_TICKET_CAP) : Optional.empty();
    }

    /// What the caps of the buckets since the last receipt leave, so that a lost receipt loses nothing:
    /// the earlier ones are filled first.
    private long take(long bucket, long total) {
        long cap = ticket.maxUnitsPerBucket();
        long room = Math.max(0, cap - inLast);
        long wanted = Math.min(total, ticket.maxUnits()) - watermark;
        if (bucket == last) {
            long units = Math.min(wanted, room);
            inLast += units;
            return units;
        }
        long earlier = saturated(room, cap, bucket - last - 1);
        long units = Math.min(wanted, saturated(earlier, cap, 1));
        last = bucket;
        inLast = Math.max(0, units - earlier);
        return units;
    }

    private static long saturated(long start, long cap, long times) {
        return cap != 0 && times > (Long.MAX_VALUE - start) / cap ? Long.MAX_VALUE : start + cap * times;
    }

    @Override
    public List<LeafDraft> leaves() {
        return Collections.unmodifiableList(leaves);
    }

    @Override
    public TicketUsage after() {
        if (leaves.isEmpty()) {
            return before;
        }
        var byBucket = new TreeMap<Long, Long>();
        byBucket.put(last, inLast);
        return new TicketUsage(watermark, before.used(), byBucket);
    }
}
