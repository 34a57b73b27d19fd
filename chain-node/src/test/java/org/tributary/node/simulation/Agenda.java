// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.PriorityQueue;

/// Virtual time: what happens next, and when. Events of one moment happen in the order in which they were planned.
final class Agenda {
    private record Entry(long atMicros, long order, Runnable task) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return atMicros != other.atMicros
                    ? Long.compare(atMicros, other.atMicros)
                    : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long nowMicros;
    private long planned;

    long nowMicros() {
        return nowMicros;
    }

    long nowMillis() {
        return nowMicros / 1_000;
    }

    void inMicros(long micros, Runnable task) {
        entries.add(new Entry(nowMicros + Math.max(0, micros), planned++, task));
    }

    void inMillis(long millis, Runnable task) {
        inMicros(millis * 1_000, task);
    }

    /// False when nothing is left to happen.
    boolean next() {
        var entry = entries.poll();
        if (entry == null) {
            return false;
        }
        nowMicros = entry.atMicros();
        entry.task().run();
        return true;
    }

    /// How many things are planned.
    int size() {
        return entries.size();
    }
}
