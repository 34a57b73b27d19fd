// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.bandwidth.MeteringRules;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.check.Span;
import org.tributary.bandwidth.check.TicketLookup;
import org.tributary.bandwidth.merge.WindowTicket;
import org.tributary.bandwidth.receipt.BatchCertificate;
import org.tributary.bandwidth.receipt.UsageReceipt;
import org.tributary.bandwidth.ticket.OpenedTicket;
import org.tributary.bandwidth.ticket.Opening;
import org.tributary.primitives.Amount;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.ChainName;
import org.tributary.primitives.Hash;
import org.tributary.primitives.Invariant;
import org.tributary.primitives.committee.Committee;
import org.tributary.primitives.typed.Domain;

/// The metering of one service chain, as its blocks drive it. All state is in the cells; `now` is the
/// bucket of the block's time. What is refused changes nothing.
public final class Metering {
    private final ChainName chain;
    private final MeteringRules rules;
    private final Domain domain;
    private final MeteringState state;
    private final OrderCheck orderCheck;
    private final Recalls recalls;
    private final KnownHashes hashes = new KnownHashes();

    public Metering(ChainName chain, MeteringRules rules, Domain domain, Committee committee, Cells cells) {
        this.chain = chain;
        this.rules = rules;
        this.domain = domain;
        this.state = new MeteringState(cells, rules);
        this.orderCheck = new OrderCheck(state, chain, rules, domain, committee);
        this.recalls = new Recalls(state);
    }

    /// Main gave a pool more cover here, or raised its minimum epoch.
    public void escrow(EscrowNotice notice) {
        var key = notice.pool().bytes();
        var cover = state.pools.get(key).orElse(PoolCover.none(notice.owner()));
        state.pools.put(key, cover.raised(notice));
    }

    /// The pool's owner wants cover back: no opening reserves it from now on. Protocol §8.
    ///
    /// @param due from when on what is then free may leave
    public void recall(Hash pool, Amount amount, Bucket due) {
        recalls.add(pool, amount, due);
    }

    /// Whether a block at `now` would release something.
    public boolean isReleaseDue(Bucket now) {
        return recalls.isDue(now);
    }

    /// What goes back to main now: never what is reserved or billed. What is still reserved waits until
    /// `again`.
    public List<Released> release(Bucket now, Bucket again, int limit) {
        return recalls.release(now, again, limit);
    }

    /// The pool's receipts are kept for so many buckets more, from now or from what was paid for before. Protocol
    /// §7.10.
    public void retain(Hash pool, long buckets, Bucket now) {
        state.retentions.put(pool.bytes(), retention(pool).retained(now, buckets));
    }

    /// The pool's receipts up to now may go once nobody can challenge them any more. Protocol §7.10.
    public void forget(Hash pool, Bucket now) {
        state.retentions.put(pool.bytes(), retention(pool).forgotten(now));
    }

    public PoolRetention retention(Hash pool) {
        return state.retentions.get(pool.bytes()).orElse(PoolRetention.NONE);
    }

    /// The pools whose owners want receipts kept for other than the usual time.
    public SortedMap<Hash, PoolRetention> retentions() {
        var all = new TreeMap<Hash, PoolRetention>();
        state.retentions.scan((pool, retention) -> {
            all.put(Hash.of(pool), retention);
            return true;
        });
        return all;
    }

    /// Why [#open] would refuse; nothing where it would not.
    public Optional<Rejection> openingRefusal(Opening opening, Bucket now) {
        return new Lodging(state, rules, domain, opening, hashes).refusal(now);
    }

    /// Opens a ticket: reserves its worst cost in the capability's spend cap and in the pool's cover.
    /// Protocol §7.1.
    public Optional<Rejection> open(Opening opening, Bucket now) {
        var lodging = new Lodging(state, rules, domain, opening, hashes);
        var refusal = lodging.refusal(now);
        if (refusal.isEmpty()) {
            lodging.reserve();
        }
        return refusal;
    }

    /// Why [#order] would refuse; nothing where it would not.
    public Optional<Rejection> orderRefusal(BatchCertificate certificate, Bucket now) {
        return orderCheck.refusal(certificate, now);
    }

    /// Takes a certified batch into the windows that its buckets lie in. Protocol §7.3.
    public Optional<Rejection> order(BatchCertificate certificate, Bucket now) {
        var refusal = orderRefusal(certificate, now);
        if (refusal.isEmpty()) {
            var batch = certificate.batch();
            var span = Span.of(batch, certificate.arrival(), rules);
            var hash = batch.hash();
            state.ordered.put(MeteringState.key(batch.last(), hash), hash);
            state.pending.put(
                    MeteringState.key(span.from(), hash),
                    new PendingBatch(batch, certificate.arrival(), span, span.from()));
        }
        return refusal;
    }

    /// The window that a block at `now` must carry: the lowest that has something to do and is past its
    /// soft close. Windows in which nothing happened are never closed, so an idle chain stays idle.
    public Optional<DueWindow> windowDue(Bucket now) {
        var work = nextWork();
        if (work.isEmpty()) {
            return Optional.empty();
        }
        var last = state.lastWindow();
        long number = last.isPresent() ? Math.max(work.getAsLong(), last.getAsLong() + 1) : work.getAsLong();
        var due = new DueWindow(number, rules.firstBucket(number), rules.lastBucket(number));
        return due.last().plus(rules.softAcceptanceBuckets()).isBefore(now) ? Optional.of(due) : Optional.empty();
    }

    /// The lowest window that consumes a pending batch, drops a ticket or closes a period.
    private OptionalLong nextWork() {
        var windows = new ArrayList<Long>();
        state.pending.scan((key, batch) -> {
            windows.add(rules.window(batch.next()));
            return false;
        });
        state.releases.scan((key, ticket) -> {
            windows.add(rules.window(MeteringState.bucketOf(key)) + 1);
            return false;
        });
        state.periods.scan((key, period) -> {
            windows.add(rules.window(MeteringState.bucketOf(key)) + 1);
            return false;
        });
        return windows.stream().mapToLong(Long::longValue).min();
    }

    /// The batches that closing `due` will ask its source for, in that order.
    public List<PendingBatch> pending(DueWindow due) {
        var batches = new ArrayList<PendingBatch>();
        state.pending.scan((key, batch) -> {
            if (batch.next().isAfter(due.last())) {
                return false;
            }
            batches.add(batch);
            return true;
        });
        return batches;
    }

    /// Every batch that a window to come needs.
    public List<Hash> pending() {
        var batches = new ArrayList<Hash>();
        state.pending.scan((key, batch) -> batches.add(batch.hash()));
        return batches;
    }

    /// Closes the window that is due: a pure function of the ordered batches. Protocol §7.6.
    public WindowOutcome close(Bucket now, BatchSource source) {
        var due = windowDue(now);
        Invariant.check(due.isPresent(), "a window is closed only when it is due");
        return new WindowClose(chain, rules, domain, state, due.orElseThrow())
                .close(pending(due.orElseThrow()), source);
    }

    public Optional<PoolCover> pool(Hash pool) {
        return state.pools.get(pool.bytes());
    }

    public Optional<OpenedTicket> ticket(Hash ticket) {
        return state.tickets.get(ticket.bytes());
    }

    public Optional<CapabilityUse> capability(Hash capability) {
        return state.capabilities.get(capability.bytes());
    }

    /// The units of an open ticket that windows have counted.
    public OptionalLong watermark(Hash ticket) {
        return state.usage
                .get(ticket.bytes())
                .map(usage -> OptionalLong.of(usage.watermark()))
                .orElseGet(OptionalLong::empty);
    }

    /// Why a receipt of an open ticket adds nothing to what windows have counted.
    public Optional<Rejection> known(UsageReceipt receipt) {
        var hash = receipt.ticket();
        return ticket(hash).flatMap(opened -> {
            var usage = state.usage.require(hash.bytes(), "an open ticket's usage");
            long total = opened.meter().total(receipt);
            return new WindowTicket(hash, opened, usage).known(receipt.bucket().number(), total, receipt.closing());
        });
    }

    /// Whether this batch is ordered, as far as that still matters.
    public boolean isOrdered(Hash batch, Bucket lastBucket) {
        return state.ordered.contains(MeteringState.key(lastBucket, batch));
    }

    public OptionalLong lastWindow() {
        return state.lastWindow();
    }

    /// The opened tickets, for the stateless checks.
    public TicketLookup tickets() {
        return this::ticket;
    }

    /// The rules that this chain meters by.
    public MeteringRules rules() {
        return rules;
    }
}
