// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// One world per size of committee and kind, made once.
final class Worlds {
    private final Map<Place, World> worlds = new ConcurrentHashMap<>();

    private record Place(int size, World.Kind kind) {}

    World of(int size, World.Kind kind) {
        return worlds.computeIfAbsent(new Place(size, kind), place -> new World(size, kind));
    }
}
