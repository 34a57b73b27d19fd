// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.metering;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import org.tributary.bandwidth.Rejection;
import org.tributary.bandwidth.proof.EntryRejection;
import org.tributary.bandwidth.proof.RejectionCount;
import org.tributary.primitives.Hash;

/// Collects the refused entries of a window.
final class RefusedEntries {
    private final List<EntryRejection> entries = new ArrayList<>();
    private final EnumMap<Rejection, Long> counts = new EnumMap<>(Rejection.class);

    void add(Hash batch, int index, Rejection rejection) {
        entries.add(new EntryRejection(batch, index, rejection));
        counts.merge(rejection, 1L, Long::sum);
    }

    List<EntryRejection> sorted() {
        return entries.stream().sorted().toList();
    }

    List<RejectionCount> counts() {
        return counts.entrySet().stream()
                .map(entry -> new RejectionCount(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(count -> count.rejection().code()))
                .toList();
    }
}
