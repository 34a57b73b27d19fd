// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.proof.UsageLeaf;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// The second half of a window's close, for one ticket: the running maximum over its candidates, in an
/// order that does not depend on how they came. Protocol §7.4, §7.5.
final class VolumeMerge {
    private final Hash hash;
    private final TicketIntake intake;
    private final RowDraft row;
    private final CapabilityBuckets capabilities;
    private final Ratings ratings;
    private final TreeMap<Long, Long> byBucket;
    private long watermark;

    VolumeMerge(Hash hash, TicketIntake intake, RowDraft row, CapabilityBuckets capabilities, Ratings ratings) {
        this.hash = hash;
        this.intake = intake;
        this.row = row;
        this.capabilities = capabilities;
        this.ratings = ratings;
        this.byBucket = new TreeMap<>(intake.before.byBucket());
        this.watermark = intake.before.watermark();
    }

    /// Adds the leaves to the row, and gives back what the ticket has used now.
    TicketUsage run(RefusedEntries refused) {
        List<Candidate> sorted = new ArrayList<>(intake.candidates);
        sorted.sort(null);
        for (var candidate : sorted) {
            var refusal = refusal(candidate);
            if (refusal.isPresent()) {
                refused.add(candidate.batch(), candidate.index(), refusal.get());
            } else {
                count(candidate);
            }
        }
        return new TicketUsage(watermark, byBucket);
    }

    private Optional<Rejection> refusal(Candidate candidate) {
        long units = candidate.total() - watermark;
        if (units <= 0) {
            return Optional.of(Rejection.REPLAYED);
        }
        var ticket = intake.opened.ticket();
        if (units > ticket.maxUnitsPerBucket() - byBucket.getOrDefault(candidate.bucket(), 0L)) {
            return Optional.of(Rejection.OVER_BUCKET_CAP);
        }
        if (units > capabilities.room(ticket.capability(), candidate.bucket())) {
            return Optional.of(Rejection.OVER_CAPABILITY_BUCKET_CAP);
        }
        if (!ratings.takes(intake.opened, new Bucket(candidate.bucket()))) {
            return Optional.of(Rejection.TOO_LATE);
        }
        return units > row.room() ? Optional.of(Rejection.OVER_ROW_CAP) : Optional.empty();
    }

    private void count(Candidate candidate) {
        long units = candidate.total() - watermark;
        byBucket.merge(candidate.bucket(), units, Math::addExact);
        capabilities.add(intake.opened.ticket().capability(), candidate.bucket(), units);
        ratings.count(intake.opened, new Bucket(candidate.bucket()), units);
        row.add(UsageLeaf.whole(
                hash, new Bucket(candidate.bucket()), watermark, candidate.total(), candidate.receipt()));
        watermark = candidate.total();
    }
}
