// SPDX-License-Identifier: Apache-2.0
package org.tributary.bandwidth.rating;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Divides a whole number by weights, so that the parts sum exactly.
public final class LargestRemainder {
    private LargestRemainder() {}

    /// Each part is rounded down; what is left goes, one by one, to the parts with the largest
    /// remainders, of equal ones to the lower key.
    ///
    /// @param total not negative
    /// @param weights not negative, not all 0
    public static <K extends Comparable<K>> SortedMap<K, BigInteger> divide(
            BigInteger total, SortedMap<K, Long> weights) {
        var wide = new TreeMap<K, BigInteger>();
        weights.forEach((key, weight) -> wide.put(key, BigInteger.valueOf(weight)));
        return divideWide(total, wide);
    }

    /// Likewise, by weights beyond 2^63, such as amounts of money.
    public static <K extends Comparable<K>> SortedMap<K, BigInteger> divideWide(
            BigInteger total, SortedMap<K, BigInteger> weights) {
        var sum = weights.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
        var parts = new TreeMap<K, BigInteger>();
        var remainders = new TreeMap<K, BigInteger>();
        var left = total;
        for (var weight : weights.entrySet()) {
            var part = total.multiply(weight.getValue()).divideAndRemainder(sum);
            parts.put(weight.getKey(), part[0]);
            remainders.put(weight.getKey(), part[1]);
            left = left.subtract(part[0]);
        }
        remainders.entrySet().stream()
                .sorted(Comparator.<Map.Entry<K, BigInteger>, BigInteger>comparing(Map.Entry::getValue)
                        .reversed())
                .limit(left.longValueExact())
                .forEach(entry -> parts.merge(entry.getKey(), BigInteger.ONE, BigInteger::add));
        return parts;
    }
}
