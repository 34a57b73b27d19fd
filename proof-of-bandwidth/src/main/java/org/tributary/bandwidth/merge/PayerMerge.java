// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.merge;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.bandwidth.proof.BillingKey;
import org.tributary.bandwidth.proof.RowLeaves;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.bandwidth.rating.LargestRemainder;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// One window of one pool: no other pool's usage changes what comes of it. Protocol §7.7.
public final class PayerMerge {
    private final Collection<WindowTicket> tickets;
    private final TreeMap<Hash, TreeMap<Bucket, List<Wanted>>> wanted = new TreeMap<>();

    private PayerMerge(Collection<WindowTicket> tickets) {
        this.tickets = tickets;
    }

    /// What one ticket wants of a bucket.
    private record Wanted(WindowTicket ticket, long units) {}

    /// Gives the tickets their leaves, cut to what their capabilities and rows have room for. Returns the
    /// units that count by capability and bucket.
    ///
    /// @param tickets in the order of their hashes, with all their receipts
    public static SortedMap<Hash, SortedMap<Bucket, Long>> finish(
            Collection<WindowTicket> tickets, CapabilityRoom room) {
        var merge = new PayerMerge(tickets);
        merge.draft();
        var counted = merge.cutToCapabilities(room);
        merge.cutToRows();
        return counted;
    }

    /// The rows of finished tickets of any pools, in the order of their keys.
    ///
    /// @param tickets in the order of their hashes
    public static List<RowLeaves> rows(Collection<WindowTicket> tickets) {
        var leaves = new TreeMap<BillingKey, List<UsageLeaf>>();
        for (var ticket : tickets) {
            var own = ticket.leaves();
            if (!own.isEmpty()) {
                leaves.computeIfAbsent(ticket.opened().billingKey(), _ -> new ArrayList<>())
                        .addAll(own);
            }
        }
        return leaves.entrySet().stream()
                .map(row -> RowLeaves.of(row.getKey(), row.getValue()))
                .toList();
    }

    private void draft() {
        for (var ticket : tickets) {
            var buckets = wanted.computeIfAbsent(ticket.opened().ticket().capability(), _ -> new TreeMap<>());
            ticket.draft()
                    .forEach((bucket, units) -> buckets.computeIfAbsent(bucket, _ -> new ArrayList<>())
                            .add(new Wanted(ticket, units)));
        }
    }

    /// Pro rata where the tickets together want more of a bucket than is left.
    private SortedMap<Hash, SortedMap<Bucket, Long>> cutToCapabilities(CapabilityRoom room) {
        var counted = new TreeMap<Hash, SortedMap<Bucket, Long>>();
        wanted.forEach((capability, buckets) -> buckets.forEach((bucket, tickets) -> {
            var all = tickets.stream()
                    .map(one -> BigInteger.valueOf(one.units()))
                    .reduce(BigInteger.ZERO, BigInteger::add);
            var allowed = all.min(BigInteger.valueOf(room.units(capability, bucket)));
            if (allowed.compareTo(all) < 0) {
                cut(bucket, tickets, allowed);
            }
            counted.computeIfAbsent(capability, _ -> new TreeMap<>()).put(bucket, allowed.longValueExact());
        }));
        return counted;
    }

    private static void cut(Bucket bucket, List<Wanted> tickets, BigInteger allowed) {
        var byTicket = new TreeMap<WindowTicket, Long>();
        tickets.forEach(wanted -> byTicket.put(wanted.ticket(), wanted.units()));
        LargestRemainder.divide(allowed, byTicket)
                .forEach((ticket, units) -> ticket.cut(bucket, units.longValueExact()));
    }

    /// A row counts no more than 2^63 − 1 units.
    private void cutToRows() {
        var rows = new TreeMap<BillingKey, Long>();
        for (var ticket : tickets) {
            var key = ticket.opened().billingKey();
            long before = rows.getOrDefault(key, 0L);
            rows.put(key, before + ticket.cutTo(Long.MAX_VALUE - before));
        }
    }
}
