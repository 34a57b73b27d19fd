// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.demo;

import java.util.List;

/// How long a wallet waited from sending a transfer to seeing its receipt.
record FinalityMillis(long p50, long p99) {
    /// Nearest rank: of n samples, the one at ⌈n × percent / 100⌉.
    static FinalityMillis of(List<Long> samples) {
        var sorted = samples.stream().sorted().toList();
        return new FinalityMillis(rank(sorted, 50), rank(sorted, 99));
    }

    private static long rank(List<Long> sorted, int percent) {
        return sorted.isEmpty() ? 0 : sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }
}
