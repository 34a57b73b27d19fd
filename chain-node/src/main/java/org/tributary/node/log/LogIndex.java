// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tributary.primitives.Bucket;
import org.tributary.primitives.Hash;

/// Which batch stands where: about 200 bytes of memory a batch. Where one stands twice, the newer
/// counts. Guarded by the log's lock.
final class LogIndex {
    private final SortedMap<Hash, Place> places = new TreeMap<>();
    private final SortedMap<Long, Sealed> segments = new TreeMap<>();

    record Place(Segment segment, LogEntry entry) {}

    /// A segment with its entries, and what its file takes of the disk.
    private record Sealed(Segment segment, List<LogEntry> entries, long bytes) {}

    /// Puts in what a segment holds from now on.
    void set(Segment segment, List<LogEntry> entries, long bytes) {
        remove(segment);
        segments.put(segment.number(), new Sealed(segment, new ArrayList<>(entries), bytes));
        entries.forEach(entry -> places.put(entry.batch(), new Place(segment, entry)));
    }

    /// Adds what was appended to a segment.
    void add(Segment segment, List<LogEntry> entries, long bytes) {
        var known = segments.get(segment.number());
        var all = known == null ? new ArrayList<LogEntry>() : known.entries();
        all.addAll(entries);
        segments.put(segment.number(), new Sealed(segment, all, bytes));
        entries.forEach(entry -> places.put(entry.batch(), new Place(segment, entry)));
    }

    void remove(Segment segment) {
        var known = segments.remove(segment.number());
        if (known != null) {
            known.entries().forEach(entry -> forget(new Place(segment, entry)));
        }
    }

    /// The batch is not there any more; elsewhere it may be.
    void forget(Place place) {
        places.remove(place.entry().batch(), place);
    }

    Optional<Place> place(Hash batch) {
        return Optional.ofNullable(places.get(batch));
    }

    List<Segment> segments() {
        return segments.values().stream().map(Sealed::segment).toList();
    }

    /// Those entries of the segment that count.
    List<LogEntry> entries(Segment segment) {
        var known = segments.get(segment.number());
        return known == null
                ? List.of()
                : known.entries().stream()
                        .filter(entry -> new Place(segment, entry).equals(places.get(entry.batch())))
                        .toList();
    }

    List<Hash> acknowledgedSince(Bucket from) {
        return places.entrySet().stream()
                .filter(entry -> !entry.getValue().entry().acknowledged().isBefore(from))
                .map(Map.Entry::getKey)
                .toList();
    }

    long batches() {
        return places.size();
    }

    long bytes() {
        return segments.values().stream().mapToLong(Sealed::bytes).sum();
    }

    int count() {
        return segments.size();
    }
}
