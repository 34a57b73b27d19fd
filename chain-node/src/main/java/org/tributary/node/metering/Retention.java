// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.metering;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tributary.bandwidth.metering.PoolRetention;
import org.tributary.bandwidth.receipt.SignedBatch;
import org.tributary.ledger.service.MeteringLedger;
import org.tributary.node.log.LogEntry;
import org.tributary.node.log.ServiceLog;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// Lets go of batches whose time is over. Protocol §7.10. One thread.
///
/// A batch stays as long as a window to come needs it, as long as its entries can be challenged, and then as long as
/// the rules, or the owner of a pool whose receipts it holds, want it kept. Time is that of blocks which no member
/// executes any more: no clock that is wrong, and no member that is behind, loses anything by it.
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /// Sweeps within the time that a batch is kept at least.
    private static final int SWEEPS = 16;

    private static final long MIN_PERIOD_MILLIS = 1_000;
    private static final long MAX_PERIOD_MILLIS = 3_600_000;

    private final MeteringLedger ledger;
    private final ServiceLog log;
    private final Supplier<Optional<Bucket>> settled;
    /// Of batches that are kept beyond the challenge time, by batch.
    private final SortedMap<Hash, Owners> owners = new TreeMap<>();

    /// Whose receipts a batch holds.
    ///
    /// @param all whether every receipt's pool is among them: not where its ticket was never opened, or was opened
    ///     before this node took over a snapshot
    private record Owners(List<Hash> pools, boolean all) {}

    /// @param settled the newest bucket of whose blocks no member needs a batch any more
    Retention(MeteringLedger ledger, ServiceLog log, Supplier<Optional<Bucket>> settled) {
        this.ledger = ledger;
        this.log = log;
        this.settled = settled;
    }

    /// How often to look.
    Duration period() {
        long least =
                Math.multiplyExact(ledger.terms().leastBuckets(), ledger.rules().bucketMillis());
        return Duration.ofMillis(Math.clamp(least / SWEEPS, MIN_PERIOD_MILLIS, MAX_PERIOD_MILLIS));
    }

    void sweep() {
        settled.get().ifPresent(this::sweep);
    }

    private void sweep(Bucket now) {
        var metering = ledger.metering();
        var pending = new TreeSet<>(metering.pending());
        var retentions = metering.retentions();
        owners.keySet().removeIf(batch -> log.acknowledged(batch).isEmpty());
        log.keepOnly(entry -> !now.isAfter(newest(entry).plus(ledger.terms().leastBuckets()))
                || pending.contains(entry.batch())
                || !now.isAfter(keptUntil(entry, retentions)));
    }

    private Bucket keptUntil(LogEntry entry, SortedMap<Hash, PoolRetention> retentions) {
        var terms = ledger.terms();
        var newest = newest(entry);
        var usual = newest.plus(terms.usualBuckets());
        if (retentions.isEmpty()) {
            return usual;
        }
        var known = owners(entry.batch());
        var wishes = known.pools().stream()
                .map(pool -> retentions.getOrDefault(pool, PoolRetention.NONE))
                .map(retention -> retention.keeps(newest, terms.leastBuckets(), terms.usualBuckets()));
        // Whoever paid may be the one that this node does not know.
        var others = known.all()
                ? Stream.<Bucket>empty()
                : Stream.concat(Stream.of(usual), retentions.values().stream().map(PoolRetention::until));
        return Stream.concat(wishes, others).max(Bucket::compareTo).orElse(usual);
    }

    /// Whatever a provider writes into its batch's head: nothing later than this counted.
    private Bucket newest(LogEntry entry) {
        var arrived = entry.acknowledged();
        var most = arrived.plus(ledger.rules().openingAllowanceBuckets());
        var last = entry.last().isAfter(most) ? most : entry.last();
        return last.isAfter(arrived) ? last : arrived;
    }

    private Owners owners(Hash batch) {
        return owners.computeIfAbsent(
                batch,
                hash -> log.payload(hash)
                        .map(bytes -> ownersOf(SignedBatch.decode(bytes).orBroken("a batch")))
                        .orElse(new Owners(List.of(), false)));
    }

    private Owners ownersOf(SignedBatch batch) {
        var tickets = new TreeSet<Hash>();
        batch.receipts().forEach(receipt -> tickets.add(receipt.receipt().ticket()));
        var openings = tickets.stream()
                .flatMap(ticket -> ledger.opening(ticket).stream())
                .toList();
        var pools = openings.stream()
                .map(opening -> opening.capability().capability().pool())
                .distinct()
                .toList();
        return new Owners(pools, openings.size() == tickets.size());
    }

    /// As [#sweep], from a timer: what goes wrong is told, and tried again the next time.
    void sweepQuietly() {
        try {
            sweep();
        } catch (RuntimeException failure) {
            LOG.error("event=retention_failed chain={}", ledger.chain(), failure);
        }
    }
}
