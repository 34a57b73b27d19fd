// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives;

/// A block's place in its chain; genesis is 0.
public record Height(long number) implements Comparable<Height> {
    public static final Height ZERO = new Height(0);

    public Height {
        if (number < 0) {
            throw new IllegalArgumentException("a height is never negative: " + number);
        }
    }

    public Height next() {
        return plus(1);
    }

    public Height plus(long count) {
        return new Height(Math.addExact(number, count));
    }

    public boolean isAfter(Height other) {
        return number > other.number;
    }

    public boolean isBefore(Height other) {
        return number < other.number;
    }

    @Override
    public int compareTo(Height other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
