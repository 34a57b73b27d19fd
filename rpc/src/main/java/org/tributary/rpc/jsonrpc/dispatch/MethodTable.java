// SPDX-License-Identifier: Apache-2.0
package org.tributary.rpc.jsonrpc.dispatch;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.tributary.rpc.jsonrpc.method.Method;
import org.tributary.rpc.jsonrpc.method.MethodGroup;

/// All methods of a server, by name.
public final class MethodTable {
    private final TreeMap<String, Method> byName = new TreeMap<>();

    public MethodTable(List<MethodGroup> groups) {
        for (var group : groups) {
            for (var method : group.methods()) {
                if (byName.put(method.name(), method) != null) {
                    throw new IllegalArgumentException("two methods are named " + method.name());
                }
            }
        }
    }

    private MethodTable(MethodTable shared, MethodGroup own) {
        byName.putAll(shared.byName);
        own.methods().forEach(method -> byName.put(method.name(), method));
    }

    /// The same, with methods that only one connection has; they stand in for others of their name.
    public MethodTable with(MethodGroup own) {
        return new MethodTable(this, own);
    }

    Optional<Method> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// In the order of their names.
    public Collection<Method> methods() {
        return List.copyOf(byName.values());
    }
}
