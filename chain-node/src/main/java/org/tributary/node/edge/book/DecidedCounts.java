// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge.book;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tributary.primitives.codec.RlpListReader;
import org.tributary.primitives.codec.RlpListWriter;

/// How many receipts came to what end. Not for several threads.
final class DecidedCounts {
    /// Windows that are told apart; older ones are counted with the next.
    private static final int MAX_WINDOWS = 2_000;

    /// The published codes, many times over.
    private static final int MAX_CODES = 1_000;

    private final TreeMap<Long, Long> counted = new TreeMap<>();
    private final TreeMap<String, Long> rejected = new TreeMap<>();
    private long superseded;
    private long unfollowed;

    void add(Fate fate) {
        switch (fate) {
            case Fate.Counted(var window) -> {
                counted.merge(window, 1L, Math::addExact);
                shrink();
            }
            case Fate.Rejected(var code) -> rejected.merge(code, 1L, Math::addExact);
            case Fate.Superseded _ -> superseded++;
            case Fate.Unfollowed _ -> unfollowed++;
            case Fate.Signed _, Fate.Submitted _, Fate.Certified _ ->
                throw new IllegalArgumentException("not decided: " + fate);
        }
    }

    private void shrink() {
        while (counted.size() > MAX_WINDOWS) {
            long receipts = counted.pollFirstEntry().getValue();
            counted.merge(counted.firstKey(), receipts, Math::addExact);
        }
    }

    void addAll(DecidedCounts other) {
        other.counted.forEach((window, count) -> counted.merge(window, count, Math::addExact));
        other.rejected.forEach((code, count) -> rejected.merge(code, count, Math::addExact));
        superseded += other.superseded;
        unfollowed += other.unfollowed;
        shrink();
    }

    DecidedCounts copy() {
        var copy = new DecidedCounts();
        copy.addAll(this);
        return copy;
    }

    /// By the window that counted them.
    TreeMap<Long, Long> counted() {
        return new TreeMap<>(counted);
    }

    /// By reason code.
    TreeMap<String, Long> rejected() {
        return new TreeMap<>(rejected);
    }

    long superseded() {
        return superseded;
    }

    long unfollowed() {
        return unfollowed;
    }

    void write(RlpListWriter list) {
        list.number(superseded)
                .number(unfollowed)
                .list(
                        List.copyOf(counted.entrySet()),
                        (items, each) ->
                                items.list(pair -> pair.number(each.getKey()).number(each.getValue())))
                .list(
                        List.copyOf(rejected.entrySet()),
                        (items, each) ->
                                items.list(pair -> pair.text(each.getKey()).number(each.getValue())));
    }

    static DecidedCounts read(RlpListReader list) {
        var counts = new DecidedCounts();
        counts.superseded = list.number();
        counts.unfollowed = list.number();
        list.list(MAX_WINDOWS, items -> items.list(pair -> Map.entry(pair.number(), pair.number())))
                .forEach(pair -> counts.counted.put(pair.getKey(), pair.getValue()));
        list.list(MAX_CODES, items -> items.list(pair -> Map.entry(pair.text(BookRecord.MAX_CODE), pair.number())))
                .forEach(pair -> counts.rejected.put(pair.getKey(), pair.getValue()));
        return counts;
    }
}
