// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.simulation;

import java.util.ArrayList;
import java.util.List;

/// What did not hold, in the order in which it was seen.
final class Violations {
    /// One bug breaks much; the first few tell enough.
    private static final int KEPT = 20;

    private final List<String> seen = new ArrayList<>();

    void add(Property property, String what) {
        if (seen.size() < KEPT) {
            seen.add(property.text() + ": " + what);
        }
    }

    boolean isEmpty() {
        return seen.isEmpty();
    }

    List<String> all() {
        return List.copyOf(seen);
    }
}
