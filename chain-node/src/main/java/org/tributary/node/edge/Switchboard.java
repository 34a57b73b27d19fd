// SPDX-License-Identifier: Apache-2.0
package org.tributary.node.edge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tributary.primitives.Hash;

/// Who is in which call: two at most in each, and each ticket in one.
final class Switchboard {
    private static final int CONFLICT = 409;

    private final Map<String, List<CallLeg>> calls = new HashMap<>();
    private final Set<Hash> busy = new HashSet<>();

    /// Why the leg does not get into its call; nothing where it is in.
    synchronized Optional<Refusal> join(CallLeg leg) {
        var call = calls.getOrDefault(leg.name(), List.of());
        if (call.size() == 2 || busy.contains(leg.ticket())) {
            return Optional.of(new Refusal(CONFLICT, "LINE_BUSY", "two are in this call, or your ticket is in one"));
        }
        var both = new ArrayList<>(call);
        both.add(leg);
        calls.put(leg.name(), List.copyOf(both));
        busy.add(leg.ticket());
        return Optional.empty();
    }

    /// The other end of the leg's call.
    synchronized Optional<CallLeg> other(CallLeg leg) {
        return calls.getOrDefault(leg.name(), List.of()).stream()
                .filter(each -> !each.equals(leg))
                .findFirst();
    }

    /// Ends the leg's call, and returns who was in it besides.
    synchronized Optional<CallLeg> leave(CallLeg leg) {
        var other = other(leg);
        var rest = calls.getOrDefault(leg.name(), List.of()).stream()
                .filter(each -> !each.equals(leg))
                .toList();
        if (rest.isEmpty()) {
            calls.remove(leg.name());
        } else {
            calls.put(leg.name(), rest);
        }
        busy.remove(leg.ticket());
        return other;
    }
}
