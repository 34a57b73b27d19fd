// SPDX-License-Identifier: Apache-2.0
package org.tributary.primitives;

import java.math.BigInteger;

/// Money, counted in the token's smallest unit (10^-18 token): never negative, never above 2^128 − 1.
///
/// Arithmetic is checked. A result that leaves the range is our own mistake, not a user's, and throws.
public record Amount(BigInteger units) implements Comparable<Amount> {
    public static final Amount ZERO = new Amount(BigInteger.ZERO);
    public static final int MAX_BITS = 128;
    private static final BigInteger TOKEN = BigInteger.TEN.pow(18);

    public Amount {
        if (units.signum() < 0 || units.bitLength() > MAX_BITS) {
            throw new ArithmeticException("amount out of range: " + units);
        }
    }

    public static Amount of(long units) {
        return new Amount(BigInteger.valueOf(units));
    }

    public static Amount ofTokens(long tokens) {
        return new Amount(BigInteger.valueOf(tokens).multiply(TOKEN));
    }

    /// Reads decimal digits: smallest units, as every interface shows them.
    public static Amount parse(String digits) {
        if (digits.isEmpty() || digits.length() > 39 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("an amount is a decimal number of smallest units");
        }
        return new Amount(new BigInteger(digits));
    }

    public Amount plus(Amount other) {
        return new Amount(units.add(other.units));
    }

    public Amount minus(Amount other) {
        return new Amount(units.subtract(other.units));
    }

    public Amount times(long factor) {
        return new Amount(units.multiply(BigInteger.valueOf(factor)));
    }

    /// `this × basisPoints / 10,000`, rounded down.
    public Amount basisPoints(int basisPoints) {
        return new Amount(units.multiply(BigInteger.valueOf(basisPoints)).divide(BigInteger.valueOf(10_000)));
    }

    public Amount min(Amount other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public boolean isZero() {
        return units.signum() == 0;
    }

    public boolean isLessThan(Amount other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Amount other) {
        return units.compareTo(other.units);
    }

    /// Decimal digits, in smallest units.
    @Override
    public String toString() {
        return units.toString();
    }
}
