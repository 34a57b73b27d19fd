// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/// Virtual time: what happens next, and when. Events of one moment happen in the order in which they were
/// planned.
final class Agenda {
    private record Entry(long atMillis, long order, Runnable task) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::atMillis).thenComparingLong(Entry::order));
    private long nowMillis;
    private long planned;

    long nowMillis() {
        return nowMillis;
    }

    void in(long millis, Runnable task) {
        entries.add(new Entry(nowMillis + millis, planned++, task));
    }

    /// False when nothing is left to happen.
    boolean next() {
        var entry = entries.poll();
        if (entry == null) {
            return false;
        }
        nowMillis = entry.atMillis();
        entry.task().run();
        return true;
    }
}
