// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives;

/// A slice of block time: ⌊block time / bucket length⌋. Usage is counted per bucket. Protocol §7.2.
public record Bucket(long number) implements Comparable<Bucket> {
    public static final Bucket ZERO = new Bucket(0);

    public Bucket {
        if (number < 0) {
            throw new IllegalArgumentException("a bucket is never negative: " + number);
        }
    }

    public Bucket next() {
        return plus(1);
    }

    public Bucket plus(long count) {
        return new Bucket(Math.addExact(number, count));
    }

    public boolean isAfter(Bucket other) {
        return number > other.number;
    }

    public boolean isBefore(Bucket other) {
        return number < other.number;
    }

    @Override
    public int compareTo(Bucket other) {
        return Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Long.toString(number);
    }
}
