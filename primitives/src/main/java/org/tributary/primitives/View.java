// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives;

/// The number of a primary's turn at one height; each view change raises it. Castro–Liskov §4.2.
public record View(long number) implements Comparable<View> {
    public static final View ZERO = new View(0);

    public View {
        if (number < 0) {
            throw new IllegalArgumentException("a view is never negative: " + number);
        }
    }

    public View next() {
        return plus(1);
    }

    public View plus(long count) {
        return new View(Math.addExact(number, count));
    }

    public boolean isAfter(View other) {
        return number > other.number;
    }

    public boolean isBefore(View other) {
        return number < other.number;
    }

    @Override
    public int compareTo(View other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
