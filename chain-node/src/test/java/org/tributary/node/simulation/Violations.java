// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What did not hold, in the order in which it was seen.
final class Violations {
    /// One bug breaks much; the first few tell enough.
    private static final int KEPT = 20;

    private final List<String> seen = new ArrayList<>();
    private final Set<Property> broken = EnumSet.noneOf(Property.class);

    void add(Property property, String what) {
        if (seen.size() < KEPT) {
            broken.add(property);
            seen.add(property.text() + ": " + what);
        }
    }

    boolean isEmpty() {
        return seen.isEmpty();
    }

    boolean broke(Set<Property> any) {
        return any.stream().anyMatch(broken::contains);
    }

    List<String> all() {
        return List.copyOf(seen);
    }
}
