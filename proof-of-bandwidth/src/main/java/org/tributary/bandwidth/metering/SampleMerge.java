// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// The second half of a window's close for a ticket whose samples are ranked. The sample of a bucket is
/// what its closing total lies above the bucket's before, where both are known, and nothing else: so
/// whoever leaves closing receipts out, or brings them late, never raises a sample. Protocol §7.5.
final class SampleMerge {
    private final Hash hash;
    private final TicketIntake intake;
    private final RowDraft row;
    private final CapabilityBuckets capabilities;
    private final Ratings ratings;
    /// Closing totals, by bucket.
    private final TreeMap<Long, Long> known;
    /// The receipts that closed buckets in this window.
    private final TreeMap<Long, Candidate> closed = new TreeMap<>();

    SampleMerge(Hash hash, TicketIntake intake, RowDraft row, CapabilityBuckets capabilities, Ratings ratings) {
        this.hash = hash;
        this.intake = intake;
        this.row = row;
        this.capabilities = capabilities;
        this.ratings = ratings;
        this.known = new TreeMap<>(intake.before.byBucket());
    }

    /// Adds the leaves to the row, and gives back what the ticket has used now.
    TicketUsage run(RefusedEntries refused) {
        // From the highest total of a bucket down, so that the others of it find it closed.
        List<Candidate> sorted = new ArrayList<>(intake.candidates);
        sorted.sort(null);
        var byBucket = new TreeMap<Long, List<Candidate>>();
        sorted.forEach(candidate -> byBucket.computeIfAbsent(candidate.bucket(), _ -> new ArrayList<>())
                .addFirst(candidate));
        byBucket.values()
                .forEach(bucket -> bucket.forEach(candidate -> refusal(candidate)
                        .ifPresentOrElse(
                                reason -> refused.add(candidate.batch(), candidate.index(), reason),
                                () -> close(candidate))));
        closed.forEach((bucket, candidate) -> {
            leaf(bucket, candidate);
            if (known.containsKey(bucket + 1) && !closed.containsKey(bucket + 1)) {
                leaf(bucket + 1, candidate);
            }
        });
        return new TicketUsage(known.isEmpty() ? 0 : known.lastEntry().getValue(), known);
    }

    private Optional<Rejection> refusal(Candidate candidate) {
        if (known.containsKey(candidate.bucket())) {
            return Optional.of(Rejection.REPLAYED);
        }
        var before = known.lowerEntry(candidate.bucket());
        if (before != null && candidate.total() < before.getValue()) {
            return Optional.of(Rejection.COUNTER_FELL);
        }
        return ratings.takes(intake.opened, new Bucket(candidate.bucket()))
                ? Optional.empty()
                : Optional.of(Rejection.TOO_LATE);
    }

    /// A total above that of a later bucket is the client's contradiction, and is taken for the later
    /// one's.
    private void close(Candidate candidate) {
        var after = known.higherEntry(candidate.bucket());
        known.put(
                candidate.bucket(), after == null ? candidate.total() : Math.min(candidate.total(), after.getValue()));
        closed.put(candidate.bucket(), candidate);
    }

    /// @param cause the receipt that completed the sample: its own, or that of the bucket before
    private void leaf(long bucket, Candidate cause) {
        long total = known.getOrDefault(bucket, 0L);
        var before = before(bucket);
        long from = before == null ? total : before;
        long units = cut(new Bucket(bucket), total - from);
        if (units > 0) {
            capabilities.add(intake.opened.ticket().capability(), bucket, units);
            ratings.count(intake.opened, new Bucket(bucket), units);
        }
        row.add(new UsageLeaf(hash, new Bucket(bucket), from, total, units, cause.receipt()));
    }

    private @Nullable Long before(long bucket) {
        return bucket == intake.opened.ticket().start().number() ? Long.valueOf(0) : known.get(bucket - 1);
    }

    private long cut(Bucket bucket, long units) {
        var ticket = intake.opened.ticket();
        long allowed = Math.min(units, ticket.maxUnitsPerBucket());
        allowed = Math.min(allowed, capabilities.room(ticket.capability(), bucket.number()));
        allowed = Math.min(allowed, row.room());
        return ratings.headroom(intake.opened, bucket, Math.max(0, allowed));
    }
}
