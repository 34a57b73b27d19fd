// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The highest of some samples, as they rise.
final class TopSamples {
    private final int size;
    private final TreeMap<Long, Long> unitsBySample = new TreeMap<>();
    private final TreeSet<Sample> ascending = new TreeSet<>();

    /// Of two equal ones the earlier is the higher, so that what is kept does not depend on the order
    /// in which they came.
    private record Sample(long units, long sample) implements Comparable<Sample> {
        @Override
        public int compareTo(Sample other) {
            int byUnits = Long.compare(units, other.units);
            return byUnits != 0 ? byUnits : Long.compare(other.sample, sample);
        }
    }

    /// @param size how many are kept
    TopSamples(int size) {
        this.size = size;
    }

    /// @param units above what the sample had before
    void raise(long sample, long units) {
        var before = unitsBySample.put(sample, units);
        if (before != null) {
            ascending.remove(new Sample(before, sample));
        }
        ascending.add(new Sample(units, sample));
        if (ascending.size() > size) {
            unitsBySample.remove(ascending.removeFirst().sample());
        }
    }

    /// The units of the sample of that rank, 1 for the highest; 0 where there are not so many.
    long ranked(int rank) {
        if (rank > ascending.size()) {
            return 0;
        }
        var samples = ascending.descendingIterator();
        for (int i = 1; i < rank; i++) {
            samples.next();
        }
        return samples.next().units();
    }

    SortedMap<Long, Long> unitsBySample() {
        return Collections.unmodifiableSortedMap(unitsBySample);
    }
}
