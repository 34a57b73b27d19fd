// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import java.math.BigInteger;

/// How much is priced, exactly: a fraction of the profile's priced units, such as gigabytes or Mbit/s.
public record Quantity(BigInteger numerator, BigInteger denominator) implements Comparable<Quantity> {
    public Quantity {
        if (numerator.signum() < 0 || denominator.signum() <= 0) {
            throw new IllegalArgumentException("a quantity is not negative, and its denominator above 0");
        }
    }

    static Quantity whole(long units) {
        return new Quantity(BigInteger.valueOf(units), BigInteger.ONE);
    }

    Quantity min(Quantity other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Quantity max(Quantity other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public int compareTo(Quantity other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }
}
