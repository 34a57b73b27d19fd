// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.check.ReceiptCheck;
import org.tributary.bandwidth.merge.PayerMerge;
import org.tributary.bandwidth.merge.WindowTicket;
import org.tributary.bandwidth.merkle.HashTree;
import org.tributary.bandwidth.proof.EntryRejection;
import org.tributary.bandwidth.proof.ProofOfBandwidth;
import org.tributary.bandwidth.proof.RatingRow;
import org.tributary.bandwidth.proof.RowLeaves;
import org.tributary.bandwidth.proof.WatermarkDelta;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.typed.Domain;

/// Closes one window: intake, merge ticket by ticket, rows, ratings, and what the window is past.
/// Protocol §7.6.
final class WindowClose {
    private final ChainName chain;
    private final MeteringState state;
    private final MeteringRules rules;
    private final DueWindow due;
    private final RefusedEntries refused = new RefusedEntries();
    private final List<WatermarkDelta> deltas = new ArrayList<>();
    private final Ratings ratings;
    private final Intake intake;

    WindowClose(ChainName chain, MeteringRules rules, Domain domain, MeteringState state, DueWindow due) {
        this.chain = chain;
        this.rules = rules;
        this.state = state;
        this.due = due;
        this.ratings = new Ratings(state, rules);
        this.intake = new Intake(state, new ReceiptCheck(rules, domain), due.last(), refused);
    }

    WindowOutcome close(List<PendingBatch> pending, BatchSource source) {
        pending.forEach(batch -> intake.take(batch, source.batch(batch.hash())));
        var rows = merge();
        var consumed = advance(pending);
        var dropped = new HardClose(state, rules, ratings, due.first()).run();
        var rated = ratings.bill(due.first());
        state.closed(due.number());
        var rejections = refused.sorted();
        return new WindowOutcome(proof(rows, rated, rejections), rows, rejections, deltas, consumed, dropped);
    }

    private List<RowLeaves> merge() {
        var pools = new TreeMap<Hash, List<WindowTicket>>();
        var tickets = intake.tickets().values();
        tickets.forEach(entries -> {
            entries.merge(ratings, refused);
            pools.computeIfAbsent(entries.opened().pool(), _ -> new ArrayList<>())
                    .add(entries.window());
        });
        var capabilities = new CapabilityBuckets(state);
        pools.values().forEach(pool -> PayerMerge.finish(pool, capabilities).forEach(capabilities::count));
        var merged = tickets.stream().map(TicketEntries::window).toList();
        merged.forEach(this::count);
        return PayerMerge.rows(merged);
    }

    private void count(WindowTicket ticket) {
        var after = ticket.after();
        if (!after.equals(ticket.before())) {
            state.usage.put(ticket.hash().bytes(), after);
        }
        if (after.watermark() > ticket.before().watermark()) {
            deltas.add(new WatermarkDelta(ticket.hash(), ticket.before().watermark(), after.watermark()));
        }
        ratings.count(ticket.opened(), ticket.units());
    }

    /// Moves the batches on to the next window; returns those that no later one needs.
    private List<Hash> advance(List<PendingBatch> pending) {
        var consumed = new ArrayList<Hash>();
        for (var batch : pending) {
            state.pending.remove(MeteringState.key(batch.next(), batch.hash()));
            var rest = batch.after(due.last());
            if (rest.isConsumed()) {
                consumed.add(rest.hash());
            } else {
                state.pending.put(MeteringState.key(rest.next(), rest.hash()), rest);
            }
        }
        return consumed;
    }

    private ProofOfBandwidth proof(List<RowLeaves> rows, List<RatingRow> ratings, List<EntryRejection> rejections) {
        var usage = rows.stream().map(RowLeaves::row).toList();
        return new ProofOfBandwidth(
                chain,
                due.number(),
                due.first(),
                due.last(),
                usage,
                ratings,
                refused.counts(),
                HashTree.root(rejections.stream().map(EntryRejection::hash).toList()),
                HashTree.root(deltas.stream().map(WatermarkDelta::hash).toList()),
                ProofOfBandwidth.windowRoot(usage));
    }
}
