// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.EnumMap;
import java.util.Map;

/// How often each kind of fault took effect.
final class Faults {
    private final Map<FaultKind, Long> counts = new EnumMap<>(FaultKind.class);

    void took(FaultKind kind) {
        counts.merge(kind, 1L, Long::sum);
    }

    long count(FaultKind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    Map<FaultKind, Long> counts() {
        return counts;
    }

    void add(Faults others) {
        others.counts.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
    }
}
