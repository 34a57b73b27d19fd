// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.bench;

import java.util.List;

/// By nearest rank.
public record Percentiles(double p50, double p95, double p99) {
    /// @param samples at least one, in any order
    public static Percentiles of(List<Double> samples) {
        var sorted = samples.stream().sorted().toList();
        return new Percentiles(rank(sorted, 50), rank(sorted, 95), rank(sorted, 99));
    }

    private static double rank(List<Double> sorted, int percent) {
        return tenths(sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1));
    }

    /// A digit behind the point is as much as two runs agree on.
    public static double tenths(double number) {
        return Math.rint(number * 10) / 10;
    }
}
