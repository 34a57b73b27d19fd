// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.bandwidth.ticket.OpenedTicket;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// One ticket in one window: it takes receipts, and has leaves once its payer's merge is finished.
public final class WindowTicket implements Comparable<WindowTicket> {
    private final Hash hash;
    private final OpenedTicket opened;
    private final TicketUsage before;
    private final TicketMerge merge;
    private List<LeafDraft> drafts = List.of();
    private SortedMap<Bucket, Long> units = Collections.emptySortedMap();

    public WindowTicket(Hash hash, OpenedTicket opened, TicketUsage before) {
        this.hash = hash;
        this.opened = opened;
        this.before = before;
        this.merge = opened.profile().mode().isRanked()
                ? new SampleMerge(opened.ticket(), before)
                : new VolumeMerge(opened.ticket(), before);
    }

    public Hash hash() {
        return hash;
    }

    public OpenedTicket opened() {
        return opened;
    }

    public TicketUsage before() {
        return before;
    }

    /// Why a receipt adds nothing, judged by earlier windows alone: cheap, and before its signature.
    public Optional<Rejection> known(long bucket, long total, boolean closing) {
        return merge.known(bucket, total, closing);
    }

    /// Takes a receipt, or says why it adds nothing. Receipts come in the order of their buckets; within
    /// one the lowest total first, or where samples are ranked the highest.
    ///
    /// @param receipt hashStruct of the receipt
    public Optional<Rejection> add(long bucket, long total, Hash receipt) {
        return merge.add(bucket, total, receipt);
    }

    /// What the window counts, in the order of leaves.
    public List<UsageLeaf> leaves() {
        var leaves = new ArrayList<UsageLeaf>(drafts.size());
        drafts.forEach(draft -> leaves.add(draft.leaf(hash)));
        return leaves;
    }

    /// The units that the window counts, by bucket.
    public SortedMap<Bucket, Long> units() {
        return Collections.unmodifiableSortedMap(units);
    }

    private SortedMap<Bucket, Long> summed() {
        var units = new TreeMap<Bucket, Long>();
        for (var draft : drafts) {
            if (draft.units() > 0) {
                units.merge(new Bucket(draft.bucket()), draft.units(), Math::addExact);
            }
        }
        return units;
    }

    /// The ticket's usage with the window's.
    public TicketUsage after() {
        return merge.after().counted(counted());
    }

    /// By hash.
    @Override
    public int compareTo(WindowTicket other) {
        return hash.compareTo(other.hash);
    }

    /// Makes the leaves, as the ticket's own caps allow. Returns the units that they want, by bucket.
    SortedMap<Bucket, Long> draft() {
        drafts = merge.leaves();
        units = summed();
        return units();
    }

    /// Cuts the units of a bucket to so many, from its last leaf back.
    void cut(Bucket bucket, long most) {
        long counted = 0;
        for (var draft : drafts) {
            if (draft.bucket() == bucket.number()) {
                draft.cutTo(most - counted);
                counted += draft.units();
            }
        }
        units = summed();
    }

    /// Cuts all units to so many, and returns how many are left.
    long cutTo(long most) {
        long wanted = counted();
        if (wanted <= most) {
            return wanted;
        }
        long counted = 0;
        for (var draft : drafts) {
            draft.cutTo(most - counted);
            counted += draft.units();
        }
        units = summed();
        return counted;
    }

    private long counted() {
        long counted = 0;
        for (var draft : drafts) {
            counted = Math.addExact(counted, draft.units());
        }
        return counted;
    }
}
