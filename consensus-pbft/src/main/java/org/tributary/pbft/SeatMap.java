// SPDX-License-Identifier: Apache-2.0
package org.tributary.pbft;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// At most one value for each seat, in the order of seats: bounded by the committee, and the same on every run.
record SeatMap<T>(SortedMap<Integer, T> bySeat) {
    SeatMap {
        bySeat = Collections.unmodifiableSortedMap(new TreeMap<>(bySeat));
    }

    static <T> SeatMap<T> empty() {
        return new SeatMap<>(new TreeMap<>());
    }

    SeatMap<T> with(int seat, T value) {
        var copy = new TreeMap<>(bySeat);
        copy.put(seat, value);
        return new SeatMap<>(copy);
    }

    Optional<T> of(int seat) {
        return Optional.ofNullable(bySeat.get(seat));
    }

    Collection<T> values() {
        return bySeat.values();
    }

    int size() {
        return bySeat.size();
    }

    int count(Predicate<? super T> which) {
        return (int) bySeat.values().stream().filter(which).count();
    }
}
