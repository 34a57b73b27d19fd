// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// One world per size of committee, made once.
final class Worlds {
    private final Map<Integer, World> bySize = new ConcurrentHashMap<>();

    World of(int size) {
        return bySize.computeIfAbsent(size, World::new);
    }
}
