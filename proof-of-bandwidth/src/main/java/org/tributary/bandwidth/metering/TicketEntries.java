// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.List;
import java.util.Optional;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.merge.WindowTicket;
import org.tributary.bandwidth.ticket.OpenedTicket;
import org.tributary.primitives.Bucket;

/// What the batches of a window bring for one ticket.
record TicketEntries(WindowTicket window, List<Candidate> candidates) {
    OpenedTicket opened() {
        return window.opened();
    }

    /// Merges the candidates, each in its place: how they came changes nothing.
    void merge(Ratings ratings, RefusedEntries refused) {
        candidates.sort(opened().profile().mode().isRanked() ? Candidate.HIGHEST_FIRST : Candidate.LOWEST_FIRST);
        var takes = ratings.takes(opened());
        for (var candidate : candidates) {
            var refusal = takes.test(new Bucket(candidate.bucket()))
                    ? window.add(candidate.bucket(), candidate.total(), candidate.receipt())
                    : Optional.of(Rejection.TOO_LATE);
            refusal.ifPresent(reason -> refused.add(candidate.batch(), candidate.index(), reason));
        }
    }
}
