// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.proof.RejectionCount;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.bandwidth.receipt.SignedReceipt;
import org.tributary.ledger.view.MeteringView;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// What the windows of one chain count, held against what clients signed and what was acknowledged to them: worked out
/// again, from the rules and from nothing else.
final class Reckoning {
    /// What may be wrong with a receipt for more than its client signed, in the order of the checks.
    private static final Set<Rejection> OF_FORGERIES =
            Set.of(Rejection.OVER_TICKET_CAP, Rejection.COUNTER_FELL, Rejection.BAD_SIGNATURE);

    private final MeteringView view;
    private final List<Session> sessions;
    private final Simulation simulation;
    private final Map<Hash, List<Counted>> tickets = new TreeMap<>();

    record Counted(long window, UsageLeaf leaf) {}

    Reckoning(Simulation simulation, MeteringView view, List<Session> sessions) {
        this.simulation = simulation;
        this.view = view;
        this.sessions = sessions;
        for (long window : view.windows()) {
            for (var row : view.leaves(window)) {
                row.leaves()
                        .forEach(leaf -> tickets.computeIfAbsent(leaf.ticket(), _ -> new ArrayList<>())
                                .add(new Counted(window, leaf)));
            }
        }
    }

    void check() {
        var known = sessions.stream().map(Session::ticket).toList();
        if (!known.containsAll(tickets.keySet())) {
            violate(Property.EXACTLY_ONCE, "a ticket is billed that nobody used");
        }
        for (var session : sessions) {
            checkOnce(session);
            if (session.terms().isRanked()) {
                checkSamples(session);
            } else {
                checkVolume(session);
            }
        }
        checkShares();
    }

    List<Counted> counted(Session session) {
        return tickets.getOrDefault(session.ticket(), List.of());
    }

    /// Each entry of each batch that blocks have ordered is judged once: it counts, or a window rejects it. One that
    /// comes
    /// again in another batch of the same window is neither.
    ///
    /// @param again how many may
    void checkJudged(long ordered, long again) {
        var counted = new TreeSet<Hash>();
        tickets.values()
                .forEach(
                        leaves -> leaves.forEach(each -> counted.add(each.leaf().receipt())));
        long rejected = view.windows().stream()
                .flatMap(window -> view.window(window).orElseThrow().proof().rejections().stream())
                .mapToLong(RejectionCount::count)
                .sum();
        long judged = counted.size() + rejected;
        if (judged > ordered || judged < ordered - again) {
            violate(Property.EXACTLY_ONCE, "of " + ordered + " entries " + judged + " are judged");
        }
    }

    /// The window that counted each of the session's receipts.
    Map<Hash, Long> windows(Session session) {
        var windows = new TreeMap<Hash, Long>();
        counted(session).forEach(each -> windows.put(each.leaf().receipt(), each.window()));
        return windows;
    }

    /// The client signed all that counts, and each counts in one window.
    private void checkOnce(Session session) {
        var windows = new TreeMap<Hash, Long>();
        for (var each : counted(session)) {
            var receipt = each.leaf().receipt();
            var before = windows.put(receipt, each.window());
            if (before != null && before != each.window()) {
                violate(Property.EXACTLY_ONCE, "a receipt counts in two windows");
            }
            if (!session.signed().containsKey(receipt)) {
                violate(Property.EXACTLY_ONCE, "a receipt counts that the client did not sign");
            }
        }
    }

    /// From 0 to the highest total that was acknowledged, without a gap and without a step back.
    private void checkVolume(Session session) {
        long reached = 0;
        long units = 0;
        for (var each : counted(session)) {
            if (each.leaf().oldTotal() != reached) {
                violate(Property.EXACTLY_ONCE, "units count twice, or are left out, at " + each);
            }
            reached = each.leaf().newTotal();
            units += each.leaf().units();
        }
        long acknowledged = highest(session, session.acknowledged());
        if (reached < acknowledged) {
            violate(Property.ACKNOWLEDGED, "of " + acknowledged + " acknowledged units only " + reached + " count");
        }
        if (reached > session.total()) {
            violate(Property.EXACTLY_ONCE, "more counts than was served");
        }
        if (units != reached && !session.terms().isShared()) {
            violate(Property.EXACTLY_ONCE, "a cap took " + (reached - units) + " units that were within it");
        }
    }

    static long highest(Session session, Map<Hash, SignedReceipt> receipts) {
        return receipts.values().stream().mapToLong(session::units).max().orElse(0);
    }

    /// A bucket's sample lies between the totals at its end and at that of the bucket before, where both are known.
    private void checkSamples(Session session) {
        var totals = new TreeMap<Bucket, Long>();
        var units = new TreeMap<Bucket, Long>();
        for (var each : counted(session)) {
            var receipt = session.signed().get(each.leaf().receipt());
            if (receipt != null) {
                totals.put(receipt.receipt().bucket(), session.units(receipt));
            }
            units.merge(each.leaf().bucket(), each.leaf().units(), Long::sum);
        }
        for (var receipt : session.acknowledged().values()) {
            if (!totals.containsKey(receipt.receipt().bucket())) {
                violate(Property.ACKNOWLEDGED, "the closing receipt of an acknowledged bucket does not count");
            }
        }
        totals.forEach((bucket, total) -> {
            var before = bucket.equals(session.start()) ? Long.valueOf(0) : totals.get(new Bucket(bucket.number() - 1));
            long sample = before == null
                    ? 0
                    : Math.min(total - before, session.terms().maxUnitsPerBucket());
            if (units.getOrDefault(bucket, 0L) != sample && !session.terms().isShared()) {
                violate(Property.EXACTLY_ONCE, "a sample of " + sample + " counts as " + units.get(bucket));
            }
        });
    }

    /// A cap that tickets share gives each its part of what earlier windows left of a bucket.
    private void checkShares() {
        var terms = sessions.getFirst().terms();
        if (!terms.isShared()) {
            return;
        }
        var used = new TreeMap<Bucket, Long>();
        for (long window : view.windows()) {
            var buckets = new TreeSet<Bucket>();
            tickets.values().stream()
                    .flatMap(List::stream)
                    .filter(each -> each.window() == window)
                    .forEach(each -> buckets.add(each.leaf().bucket()));
            for (var bucket : buckets) {
                long room = terms.sharedPerBucket() - used.getOrDefault(bucket, 0L);
                used.merge(bucket, checkShare(window, bucket, room), Long::sum);
            }
        }
    }

    private long checkShare(long window, Bucket bucket, long room) {
        var wanted = new ArrayList<Long>();
        var given = new ArrayList<Long>();
        for (var leaves : tickets.values()) {
            var here = leaves.stream()
                    .map(each -> each.window() == window && each.leaf().bucket().equals(bucket) ? each.leaf() : null)
                    .filter(Objects::nonNull)
                    .toList();
            wanted.add(here.stream()
                    .mapToLong(leaf -> leaf.newTotal() - leaf.oldTotal())
                    .sum());
            given.add(here.stream().mapToLong(UsageLeaf::units).sum());
        }
        long all = wanted.stream().mapToLong(Long::longValue).sum();
        long units = given.stream().mapToLong(Long::longValue).sum();
        if (units != Math.min(room, all)) {
            violate(Property.EXACTLY_ONCE, "of " + all + " units " + units + " count, with room for " + room);
        }
        if (all > room) {
            simulation.faults().took(FaultKind.CAP_CUT);
            for (int i = 0; i < wanted.size(); i++) {
                // A largest remainder moves each part by less than one unit.
                if (Math.abs(given.get(i) * all - room * wanted.get(i)) >= all) {
                    violate(Property.EXACTLY_ONCE, "not pro rata: " + given + " of " + wanted);
                }
            }
        }
        return units;
    }

    /// What a client signed is refused for nothing but that it is counted already.
    void checkReasons(long forgeries) {
        long forged = 0;
        for (long window : view.windows()) {
            for (var count : view.window(window).orElseThrow().proof().rejections()) {
                if (OF_FORGERIES.contains(count.rejection())) {
                    forged += count.count();
                } else if (count.rejection() != Rejection.REPLAYED) {
                    violate(Property.ACKNOWLEDGED, "window " + window + " rejects as " + count.rejection());
                }
            }
        }
        if (forged > forgeries) {
            violate(Property.ACKNOWLEDGED, forged + " receipts are refused as forged, " + forgeries + " were");
        }
    }

    private void violate(Property property, String what) {
        simulation.violations().add(property, what);
    }
}
